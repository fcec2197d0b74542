"""How many wrong codes an address may enter: ten an hour. Counted in the database, as tries with class codes are."""

from datetime import timedelta

from django.utils import timezone

from learners.young import tries
from learners.young.models import Tries

MOST, PERIOD = 10, timedelta(hours=1)


def begin(address: str) -> tuple[Tries | None, int]:
    """What so far, and for how many seconds no code is looked at; nobody else tries from there until the end."""
    key = tries.key_of("identity", address)
    if not tries.claim(key):
        return None, 1
    so_far = tries.now_of(key)
    left = so_far.last_at + PERIOD - timezone.now()
    if so_far.failed and left <= timedelta():
        so_far.failed = 0
    return so_far, int(left.total_seconds()) + 1 if so_far.failed >= MOST else 0


def count(so_far: Tries) -> None:
    """One more, in an hour that begins with the first."""
    if not so_far.failed:
        so_far.last_at = timezone.now()
    so_far.failed += 1
    so_far.save()
