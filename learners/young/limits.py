"""How many tries in vain an address, or all who use one code, may make.

Counted in Valkey before the secret is compared and given back where it fits: none at the same moment slips past."""

import time
from typing import NamedTuple

from django.core.cache import cache

MOST = {"address": ((20, 60), (200, 3600)), "code": ((100, 3600),)}  # tries within so many seconds


class Taken(NamedTuple):
    keys: list[str]
    wait: int  # seconds; 0: the try may go on


def take(**who: str) -> Taken:
    keys, wait = [], 0
    for kind, value in who.items():
        for most, seconds in MOST[kind]:
            period, passed = divmod(time.time(), seconds)
            keys.append(f"young-{kind}-{value}-{seconds}-{period:.0f}")
            if _count(keys[-1], seconds) > most:
                wait = max(wait, int(seconds - passed) + 1)
    return Taken(keys, wait)


def give_back(taken: Taken) -> None:
    for key in taken.keys:
        _add(key, -1)


def _count(key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    return _add(key, 1)


def _add(key: str, number: int) -> int:
    try:
        return int(cache.incr(key, number))
    except ValueError:  # its period ended just now
        return number
