"""Statements, and what strangers read of the books."""

from django.urls import path

from funding.api.open_books import OpenBooksApi, OpenEntriesApi
from funding.api.statements import StatementApi
from funding.views import open_books, statements

here = [
    path("open-books/", open_books.open_books, name="funding-open-books"),
    path("open-books.csv", open_books.open_books_csv, name="funding-open-books-csv"),
    path("money/entries.<slug:format>", statements.entries_file, name="funding-entries-file"),
    path("money/accounts/<uuid:pk>.<slug:format>", statements.account_file, name="funding-account-file"),
    path("money/statements/<slug:key>.<slug:format>", statements.statement_file, name="funding-statement-file"),
    path("money/journal.<slug:format>", statements.journal_file, name="funding-journal"),
    path("money/statements/", statements.statements, name="funding-statements"),
    path("money/statements/<slug:key>/", statements.statement, name="funding-statement"),
]
api_here = [
    path("open-books/", OpenBooksApi.as_view(), name="api-funding-open-books"),
    path("open-books/entries/", OpenEntriesApi.as_view(), name="api-funding-open-entries"),
    path("open-books.csv", open_books.open_books_csv, name="api-funding-open-books-csv"),
    path("money/entries.<slug:format>", statements.entries_file, name="api-funding-entries-file"),
    path("money/accounts/<uuid:pk>.<slug:format>", statements.account_file, name="api-funding-account-file"),
    path("money/statements/<slug:key>.<slug:format>", statements.statement_file, name="api-funding-statement-file"),
    path("money/statements/<slug:key>/", StatementApi.as_view(), name="api-funding-statement"),
]
