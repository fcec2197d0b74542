"""What a cluster would be asked for, with stand-ins for its functions; the suite itself runs on one under CITUS_URL."""

import os
import subprocess
import sys

import pytest
from django.apps import apps
from django.db import connection, transaction

from embedded import environment
from tenancy.citus import distribute
from tenancy.models import TenantModel
from tests import citus

STAND_INS = """
CREATE SCHEMA stand_in;
SET LOCAL search_path = stand_in, public;
CREATE TABLE pg_dist_node (n int);
CREATE TABLE placed (step serial, logicalrelid regclass, partmethod text, repmodel text);
CREATE VIEW pg_dist_partition AS SELECT * FROM placed;
CREATE FUNCTION create_reference_table(t text) RETURNS void LANGUAGE sql AS
    $$ INSERT INTO placed (logicalrelid, partmethod, repmodel) VALUES (t::regclass, 'n', 't') $$;
CREATE FUNCTION create_distributed_table(t text, by text) RETURNS void LANGUAGE sql AS
    $$ INSERT INTO placed (logicalrelid, partmethod, repmodel) VALUES (t::regclass, 'h', by) $$;
"""
SHARED = """
SELECT DISTINCT confrelid::regclass::text FROM pg_constraint
WHERE contype = 'f' AND conrelid::regclass::text = ANY (%s) AND NOT confrelid::regclass::text = ANY (%s)
"""
pytestmark = pytest.mark.skipif(bool(citus.URL), reason="runs on a cluster")


@pytest.fixture
def cursor(owner_role):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STAND_INS)
        yield cursor
        transaction.set_rollback(True)


def test_tenant_tables_are_spread_by_community_after_what_they_share_is_everywhere(cursor):
    tenants = [model for model in apps.get_models(include_auto_created=True) if issubclass(model, TenantModel)]
    tables = sorted(model._meta.db_table for model in tenants)
    cursor.execute(SHARED, [tables, tables])
    shared = sorted(table for (table,) in cursor.fetchall())
    distribute(cursor, tenants)
    cursor.execute("SELECT logicalrelid::text, partmethod, repmodel FROM placed ORDER BY step")
    found = cursor.fetchall()
    everywhere, spread = found[: len(shared)], found[len(shared) :]
    assert everywhere == [(table, "n", "t") for table in shared]
    assert sorted(spread) == [(table, "h", "community_id") for table in tables]
    distribute(cursor, tenants)
    cursor.execute("SELECT count(*) FROM placed")
    assert cursor.fetchone()[0] == len(found)


def test_a_server_without_the_extension_is_told_of_in_plain_words():
    url = {"CITUS_URL": environment()["SUPERUSER_DATABASE_URL"]}
    done = subprocess.run(
        [sys.executable, "-c", "import tests.citus"], env={**os.environ, **url}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.startswith("CITUS_URL names the database rhizome on ")
    assert done.stderr.endswith("which has no extension `citus`.\n")
