"""Keys that sort by the time they were made (UUIDv7, RFC 9562), made here so that older servers work."""

import secrets
import time
from threading import Lock
from uuid import UUID

NOISE = 74  # bits beside the milliseconds, the version and the variant
STEP = 32  # bits

_last = [0, 0]  # milliseconds and noise of the key before
_alone = Lock()


def uuid7() -> UUID:
    """In one process each is greater than the one before: within a millisecond the noise is counted up by a random
    step (RFC 9562, 6.2, method 2)."""
    with _alone:
        _last[:] = milliseconds, noise = _later(time.time_ns() // 1_000_000, *_last)
    high = milliseconds << 16 | 7 << 12 | noise >> 62
    return UUID(int=high << 64 | 2 << 62 | noise & (1 << 62) - 1)


def _later(now: int, milliseconds: int, noise: int) -> tuple[int, int]:
    if now > milliseconds:
        return now, secrets.randbits(NOISE)
    noise += 1 + secrets.randbits(STEP)
    return (milliseconds + 1, secrets.randbits(NOISE)) if noise >> NOISE else (milliseconds, noise)
