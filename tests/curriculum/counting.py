"""How many queries a page asks: what it reads and writes, without the scope's own statements and savepoints."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

BOOKKEEPING = ("SAVEPOINT", "RELEASE", "SET LOCAL", "ROLLBACK TO")


def queries(client, address: str) -> list[str]:
    """After a first look, which reads once what is read once."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return [query["sql"] for query in captured if not query["sql"].startswith(BOOKKEEPING)]
