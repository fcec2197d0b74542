"""Codes that stand for a person: drawn by lot, told once, kept as a hash that the database alone does not tell."""

import secrets

from django.utils.crypto import salted_hmac

from learners.young.codes import LETTERS, as_code

LENGTH = 12  # of twenty letters: one in four thousand billion


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def key_of(code: str) -> str:
    """However it was written: gaps and small letters do not count."""
    return salted_hmac("identity-code", as_code(code), algorithm="sha256").hexdigest()


def shown(code: str) -> str:
    return " ".join(code[start : start + 4] for start in range(0, LENGTH, 4))
