"""Lists come a page at a time, by a cursor that new rows do not shift."""

from rest_framework.pagination import CursorPagination


class CursorPages(CursorPagination):
    """Newest first: keys sort by the time they were made. `?cursor=` and `?page_size=` (at most 200)."""

    ordering = "-id"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
