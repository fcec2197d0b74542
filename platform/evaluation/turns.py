"""Two workers with the same work: the second waits until the first has committed, and finds it done."""

from django.db import connection

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('reports ' || %s, 0))"


def take_turns(whose: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [whose])
