"""The rows of a table that somebody brings as comma-separated text."""

import csv
from io import StringIO

from django.utils.translation import gettext as _

from tenancy.refusal import Refused


def rows_of(text: str) -> list[tuple[int, list[str]]]:
    """Each with the number of its line, the empty ones left out; Refused, with the line, where it is no such text.

    Where the comma is the decimal sign programs set semicolons between columns: the first line tells which."""
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark)
    try:
        return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:
        wrong = _("this is no comma-separated text.")
        raise Refused(_("Line %(number)s: %(why)s") % {"number": reader.line_num, "why": wrong}) from None
