"""How often one name may be tried with one code: five times, then after waits that double, then not until it is reset.

It is counted in the database, for names that nobody has as well, so that answers do not tell who is in a class."""

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from learners.young.models import Tries

FREE, MOST = 5, 10
FORGOTTEN_AFTER = timedelta(days=30)


def key_of(code: str, called_key: str) -> str:
    return salted_hmac("young-tries", f"{code} {called_key}", algorithm="sha256").hexdigest()


def claim(key: str) -> bool:
    """Until the transaction ends nobody else tries this name; False where somebody does so now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        return bool(cursor.fetchone()[0])


def now_of(key: str) -> Tries:
    return Tries.objects.filter(pk=key).first() or Tries(key=key)


def is_locked(tries: Tries) -> bool:
    return tries.failed >= MOST


def wait_of(tries: Tries) -> int:
    """Seconds until it may be tried again; 0: now."""
    left = tries.wait_until - timezone.now() if tries.wait_until else timedelta()
    return max(0, int(left.total_seconds() + 1)) if left > timedelta() else 0


def count_failure(tries: Tries) -> Tries:
    now = timezone.now()
    tries.failed += 1
    tries.last_at, tries.wait_until = now, _next_try(tries.failed, now)
    tries.save()
    Tries.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    return tries


def forget(key: str) -> None:
    Tries.objects.filter(pk=key).delete()


def _next_try(failed: int, now: datetime) -> datetime | None:
    return now + timedelta(minutes=2 ** (failed - FREE)) if failed >= FREE else None
