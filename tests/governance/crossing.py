"""Acts that come at the same moment, each on a connection of its own, in an order that the test chooses."""

import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
from django.db import connection

from tenancy.scope import in_community

WAITING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND state = 'active'
"""


def within(community, act, /, *given, **named):
    """The act, to be done in the community's scope by another thread: what it returns, or the error it ends with."""

    def run():
        try:
            with in_community(community.pk):
                return act(*given, **named)
        except Exception as error:
            return error
        finally:
            connection.close()

    return run


def wait_for(number):
    """Until so many connections wait for a lock."""
    until = time.monotonic() + 20
    with another_connection(autocommit=True) as other:
        while other.execute(WAITING).fetchone()[0] < number:
            assert time.monotonic() < until, "Nobody waits."
            time.sleep(0.01)


def another_connection(**options):
    connection.ensure_connection()
    ours = connection.connection.info
    return psycopg.connect(ours.dsn, password=ours.password, **options)


def in_turn(row, *acts):
    """Each begins once those before it wait for this row, which is then set free: what became of each."""
    with ThreadPoolExecutor(len(acts)) as pool:
        with another_connection() as other:
            other.execute(f"SET LOCAL app.community = '{row.community_id}'")
            other.execute(f"SELECT 1 FROM {row._meta.db_table} WHERE id = %s FOR UPDATE", [row.pk])
            begun = []
            for number, act in enumerate(acts, 1):
                begun.append(pool.submit(act))
                wait_for(number)
        return [one.result(30) for one in begun]


def at_once(*acts):
    with ThreadPoolExecutor(len(acts)) as pool:
        return [one.result(60) for one in [pool.submit(act) for act in acts]]
