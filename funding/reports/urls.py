"""Statements, and what strangers read of the books."""

from django.urls import path

from funding.api.statements import StatementApi
from funding.views import statements

here = [
    path("money/statements/", statements.statements, name="funding-statements"),
    path("money/statements/<slug:key>/", statements.statement, name="funding-statement"),
]
api_here = [
    path("money/statements/<slug:key>/", StatementApi.as_view(), name="api-funding-statement"),
]
