"""Numbers as people write them, whatever their digits and marks."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

LONGEST = 40
PLAIN = re.compile(r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,2})?")
GROUPED = re.compile(r"[+-]?\d{1,3}([.,'])\d{3}(\1\d{3})*")
FRACTION = re.compile(r"([+-]?\d{1,15})/(\d{1,15})")
ALIKE = str.maketrans({"\u2212": "-", "\u066b": ".", "\u066c": "'", "\u2019": "'", "\u060c": ","})
BETWEEN = re.compile(r"(?<=\d)[\s_](?=\d{3}(?!\d))")  # a space that groups thousands


def plain(text: str) -> Decimal | None:
    """A number with a decimal point."""
    text = text.strip()
    if not PLAIN.fullmatch(text) or not text.isascii():
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def readings(text: str) -> set[Decimal]:
    """Every number that this may be read as: “1,234” is one thing in London and another in Lima."""
    text = "".join(str(unicodedata.digit(one)) if one.isdigit() else one for one in text[: LONGEST + 1])
    text = BETWEEN.sub("", text.translate(ALIKE).strip())
    if len(text) > LONGEST:
        return set()
    if over := FRACTION.fullmatch(text.replace(" ", "")):
        return {Decimal(over[1]) / Decimal(over[2])} if int(over[2]) else set()
    found = {plain(text.replace(",", ".", 1)), plain(text)}
    if GROUPED.fullmatch(text):
        found.add(plain(re.sub("[.,']", "", text)))
    for decimal, group in ((".", ","), (",", "."), (".", "'"), (",", "'")):
        whole, mark, rest = text.rpartition(decimal)
        if mark and GROUPED.fullmatch(whole) and group in whole:
            found.add(plain(f"{whole.replace(group, '')}.{rest}"))
    return {one for one in found if one is not None}
