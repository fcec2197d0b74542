"""How beancount and hledger want an entry, an account and a balance to be written."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple, Protocol

from web.amounts import as_decimal, exponent


class Movement(NamedTuple):
    debit: str
    credit: str
    amount: int  # minor units
    currency: str
    state: str


class Said(NamedTuple):
    """An entry but for what it moves."""

    on: date
    id: str
    number: int | None
    kind: str
    memo: str
    source: str
    reverses: str


class Writer(Protocol):
    def opening(self, title: str, own: str, first: date, accounts: Mapping[str, set[str]]) -> Iterator[str]: ...
    def entry(self, said: Said, moved: list[Movement]) -> Iterator[str]: ...
    def balances(self, day: date, balances: Mapping[tuple[str, str], int]) -> Iterator[str]: ...


class Beancount:
    def opening(self, title: str, own: str, first: date, accounts: Mapping[str, set[str]]) -> Iterator[str]:
        yield f'option "title" "{_quoted(title)}"'
        yield f'option "operating_currency" "{own}"'
        for currency in sorted(set().union(*accounts.values())):
            yield f"{first} commodity {currency}"
            yield f"  precision: {exponent(currency)}"
        for name, currencies in sorted(accounts.items()):
            yield f"{first} open {name} {','.join(sorted(currencies))}"

    def entry(self, said: Said, moved: list[Movement]) -> Iterator[str]:
        yield ""
        posted = [one for one in moved if one.state == "posted"]
        if not posted:
            yield f"; {said.on} {_line(said.memo or said.source or said.kind)}: nothing moved (id {said.id})"
        else:
            links = " ".join(f"^{id}" for id in (said.id, said.reverses) if id)
            yield f'{said.on} * "{_quoted(said.source)}" "{_quoted(said.memo)}" {links}'
            yield f'  id: "{said.id}"'
            if said.number is not None:
                yield f"  number: {said.number}"
            yield f'  kind: "{said.kind}"'
            if said.reverses:
                yield f'  reverses: "{said.reverses}"'
        for name, sum in _postings(posted):
            yield f"  {name}  {sum}"
        yield from _holds(moved)

    def balances(self, day: date, balances: Mapping[tuple[str, str], int]) -> Iterator[str]:
        yield ""
        for (name, currency), amount in balances.items():
            yield f"{day} balance {name}  {as_decimal(amount, currency)} ~ 0 {currency}"


class Hledger:
    def opening(self, title: str, own: str, first: date, accounts: Mapping[str, set[str]]) -> Iterator[str]:
        yield f"; {_line(title)}, {own}"
        for currency in sorted(set().union(*accounts.values())):
            yield f"commodity 1000.{'0' * exponent(currency)} {currency}"
        for name in sorted(accounts):
            yield f"account {name}"

    def entry(self, said: Said, moved: list[Movement]) -> Iterator[str]:
        yield ""
        posted = [one for one in moved if one.state == "posted"]
        if not posted:
            yield f"; {said.on} {_line(said.memo or said.source or said.kind)}: nothing moved (id {said.id})"
        else:
            number = "" if said.number is None else f"({said.number}) "
            yield f"{said.on} * {number}{_line(' | '.join(filter(None, (said.source, said.memo))))}".rstrip()
            yield f"    ; id:{said.id}"
            yield f"    ; kind:{said.kind}"
            if said.reverses:
                yield f"    ; reverses:{said.reverses}"
        for name, sum in _postings(posted):
            yield f"    {name}  {sum}"
        yield from _holds(moved)

    def balances(self, day: date, balances: Mapping[tuple[str, str], int]) -> Iterator[str]:
        yield ""
        yield f"{day} * balances before this day"
        for (name, currency), amount in balances.items():
            nothing = as_decimal(0, currency)
            yield f"    {name}  {nothing} {currency} = {as_decimal(amount, currency)} {currency}"


def _postings(posted: list[Movement]) -> Iterator[tuple[str, str]]:
    for one in posted:
        amount = as_decimal(one.amount, one.currency)
        yield one.debit, f"{amount} {one.currency}"
        yield one.credit, f"-{amount} {one.currency}"


def _holds(moved: list[Movement]) -> Iterator[str]:
    for one in moved:
        if one.state != "posted":
            amount = f"{as_decimal(one.amount, one.currency)} {one.currency}"
            yield f"  ; {one.state} {amount} of {one.credit} for {one.debit}"


def _line(text: str) -> str:
    """On one line, where a semicolon would begin a comment."""
    return " ".join(text.replace(";", ",").split())


def _quoted(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')


WRITERS: dict[str, Writer] = {"beancount": Beancount(), "hledger": Hledger()}
ENDINGS = {"beancount": "beancount", "hledger": "journal"}
