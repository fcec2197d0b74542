"""Tasks to test with."""

import time
from pathlib import Path
from uuid import uuid4

from django.db import connection
from django.utils import timezone

from communities.models import Membership
from jobs import progress
from jobs.models import Due
from jobs.outbox import job
from tenancy.scope import NoScope, in_community

done = []


@job("tests.note")
def note(*args):
    done.append(args)


@job("tests.fail")
def fail(reason):
    done.append(reason)
    raise RuntimeError(reason)


@job("tests.tell")
def tell_how_far(done, total):
    progress.tell(done, total=total)


def leave_a_trace(kind):
    """A row that commits with the job."""
    Due.objects.create(community=uuid4(), kind=kind, next_at=timezone.now())


@job("tests.trace")
def trace(kind):
    leave_a_trace(kind)


@job("tests.hang")
def hang(kind, flag):
    """The first run hangs with its work half done."""
    leave_a_trace(kind)
    if not Path(flag).exists():
        Path(flag).touch()
        time.sleep(120)


@job("tests.rename")
def rename(community_id, fails):
    """Every member seen gets one more star."""
    with in_community(community_id):
        for member in Membership.objects.all():
            member.display_name += "*"
            member.save()
        if fails:
            raise RuntimeError("in the midst of a scope")


@job("tests.look_without_scope")
def look_without_scope():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM communities_membership")
        seen = cursor.fetchone()[0]
    try:
        Membership.objects.count()
    except NoScope:
        leave_a_trace(f"saw {seen}")
