"""Statements, and what strangers read of the books."""

from django.urls import path

from funding.api.statements import StatementApi
from funding.views import statements

here = [
    path("money/entries.<slug:format>", statements.entries_file, name="funding-entries-file"),
    path("money/accounts/<uuid:pk>.<slug:format>", statements.account_file, name="funding-account-file"),
    path("money/statements/<slug:key>.<slug:format>", statements.statement_file, name="funding-statement-file"),
    path("money/journal.<slug:format>", statements.journal_file, name="funding-journal"),
    path("money/statements/", statements.statements, name="funding-statements"),
    path("money/statements/<slug:key>/", statements.statement, name="funding-statement"),
]
api_here = [
    path("money/entries.<slug:format>", statements.entries_file, name="funding-entries-file"),
    path("money/accounts/<uuid:pk>.<slug:format>", statements.account_file, name="funding-account-file"),
    path("money/statements/<slug:key>.<slug:format>", statements.statement_file, name="funding-statement-file"),
    path("money/statements/<slug:key>/", StatementApi.as_view(), name="api-funding-statement"),
]
