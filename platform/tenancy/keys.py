"""Keys that sort by the time they were made (UUIDv7, RFC 9562), made here so that older servers work."""

import secrets
import time
from uuid import UUID


def uuid7() -> UUID:
    milliseconds, noise = time.time_ns() // 1_000_000, secrets.randbits(74)
    high = milliseconds << 16 | 7 << 12 | noise >> 62
    return UUID(int=high << 64 | 2 << 62 | noise & (1 << 62) - 1)
