"""Who gets mail next: a line for each person that all scopes may write, and the jobs that come of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from jobs.outbox import enqueue, enqueue_many
from notices.kinds import TOPICS
from notices.models import Post

FRESH = timedelta(days=14)  # what is older is not mailed any more
AT_A_TIME = 1000  # people whose mail is handed out by one job
WAKE = """
    INSERT INTO notices_post AS post (person_id, at_once, due_at)
    SELECT id, %(urgent)s, %(now)s FROM accounts_person
    WHERE id = ANY(%(people)s) AND is_active AND email <> '' ORDER BY id
    ON CONFLICT (person_id) DO UPDATE SET due_at = least(post.due_at, %(now)s)
    WHERE post.due_at IS NULL OR %(topic)s = ANY(post.at_once)
"""


def wake(people: Sequence[UUID], topic: str) -> None:
    """There is something new to be mailed to those who have an address, now or with what waits already.

    Without reading their preferences, which only their own scope may; in the order of ids, so that two never wait for
    each other."""
    told: dict[str, Any] = {"people": list(people), "topic": topic, "urgent": urgent_topics(), "now": timezone.now()}
    with connection.cursor() as cursor:
        cursor.execute(WAKE, told)


def urgent_topics() -> list[str]:
    return [topic.key for topic in TOPICS.values() if topic.urgent]


@transaction.atomic
def hand_out(now: datetime) -> int:
    """A job for each person whose mail is due, and another of these while there are more; says how many."""
    due = Post.objects.select_for_update(skip_locked=True).filter(due_at__lte=now).order_by("due_at")
    people = list(due.values_list("pk", flat=True)[:AT_A_TIME])
    Post.objects.filter(pk__in=people).update(due_at=None)
    enqueue_many("notices.mail", [(person,) for person in people])
    if len(people) == AT_A_TIME:
        enqueue("notices.hand_out")
    return len(people)
