"""Class codes and names, as children write them."""

import secrets
import unicodedata

LETTERS = "CDFGHJKMNPRTWXY34679"  # no two look alike, and they make no words
LENGTH = 6


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def as_code(given: str) -> str:
    """Without the gap in which it is shown, and in capitals."""
    return "".join(one for one in unicodedata.normalize("NFKC", given).upper() if one.isalnum())


def shown(code: str) -> str:
    return f"{code[:3]} {code[3:]}"


def as_compared(words: str) -> str:
    """However it was written: capitals, wide letters and further spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())
