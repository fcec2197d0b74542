"""A table as a workbook (Office Open XML): numbers are numbers, days are days, and text is never a formula."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language_bidi
from xlsxwriter import Workbook

from web.exports import Part, Strong, Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXACT = 10**15  # a cell's number has 15 digits
FIRST_WIDTH, WIDTH = 34, 16  # in digits
SAFE = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_xlsx(file: Any, table: Table) -> None:
    book = Workbook(file, {**SAFE, "default_date_format": "yyyy-mm-dd"})
    for number, part in enumerate(table.all_parts, start=1):
        _Sheet(book, book.add_worksheet(str(number) if len(table.all_parts) > 1 else None)).write(table, part)
    book.close()


class _Sheet:
    def __init__(self, book: Any, sheet: Any) -> None:
        self.book, self.sheet, self.row = book, sheet, 0
        self.formats: dict[tuple[bool, str], Any] = {}

    def write(self, table: Table, part: Part) -> None:
        if get_language_bidi():
            self.sheet.right_to_left()
        self.sheet.set_column(0, 0, FIRST_WIDTH)
        self.sheet.set_column(1, len(part.heading), WIDTH)
        for text in (table.title, table.told, part.caption):
            if text:
                self.line(Strong([text]))
        self.line(Strong(part.heading))
        self.sheet.freeze_panes(self.row, 0)
        for line in part.lines:
            self.line(line)

    def line(self, cells: list[Any]) -> None:
        bold = isinstance(cells, Strong)
        for column, cell in enumerate(cells):
            self._cell(column, cell, bold)
        self.row += 1

    def _cell(self, column: int, cell: Any, bold: bool) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, Decimal) and abs(cell) < EXACT:
            places = max(-int(cell.as_tuple().exponent), 0)
            pattern = f"#,##0.{'0' * places}" if places else "#,##0"
            self.sheet.write_number(self.row, column, float(cell), self._format(bold, pattern))
        elif isinstance(cell, int) and abs(cell) < EXACT:
            self.sheet.write_number(self.row, column, cell, self._format(bold, "0"))
        elif isinstance(cell, date):
            self.sheet.write_datetime(self.row, column, cell, self._format(bold, "yyyy-mm-dd"))
        else:
            self.sheet.write_string(self.row, column, str(cell), self._format(bold, "@"))

    def _format(self, bold: bool, pattern: str) -> Any:
        key = (bold, pattern)
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"bold": bold, "num_format": pattern})
        return self.formats[key]
