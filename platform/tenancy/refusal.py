"""How an action says no."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DataError, IntegrityError, transaction


class Refused(Exception):
    """A rule of the domain says no; the message says why, in the reader's language."""


@contextmanager
def refusing(reasons: dict[str, Any]) -> Iterator[None]:
    """Turn a violated constraint, looked up by its name, into Refused; the database stays usable."""
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, DataError) as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        named = f"{getattr(diagnosis, 'constraint_name', '')} {getattr(diagnosis, 'message_primary', error)}"
        for name, reason in reasons.items():
            if name in named:
                raise Refused(str(reason)) from error
        raise
