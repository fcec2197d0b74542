"""A receipt's gifts as a page and the API show them."""

from datetime import date
from typing import NamedTuple

from funding.income.models import Receipt


class Line(NamedTuple):
    on: date
    amount: int  # minor units


def lines_of(receipt: Receipt) -> list[Line]:
    return [Line(date.fromisoformat(one["on"]), one["amount"]) for one in receipt.content.get("gifts", [])]
