"""The same suite on a Citus cluster: `CITUS_URL` is a superuser's address of a database on its coordinator.

The servers' own people are made there, each test database gets the extension and the cluster's workers, and is migrated
rather than copied, since a distributed database cannot be a template. Loaded by `addopts`, before the settings."""

import os
import secrets
from urllib.parse import quote, urlsplit

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

URL = os.environ.get("CITUS_URL", "")
ROLES = {"OWNER_DATABASE_URL": ("rhizome_owner", "CREATEDB"), "DATABASE_URL": ("rhizome_app", "")}
EXTENSION = "SELECT 1 FROM pg_extension WHERE extname = 'citus'"


def use() -> None:
    """Point this process, and those it starts, at the cluster; the first one makes the roles on every node."""
    if not URL or os.environ.get("CITUS_IN_USE") == URL:
        return
    nodes = _nodes()
    for variable, (role, rights) in ROLES.items():
        password = secrets.token_urlsafe(24)
        for node in nodes:
            _make_role(node, role, password, rights)
        host = urlsplit(URL).netloc.rpartition("@")[2]
        os.environ[variable] = urlsplit(URL)._replace(netloc=f"{role}:{quote(password)}@{host}").geturl()
    os.environ["SUPERUSER_DATABASE_URL"] = os.environ["CITUS_IN_USE"] = URL


def join(name: str) -> None:
    """Make a new test database one of the cluster's; before its first table."""
    coordinator, *workers = _nodes()
    if _has_extension(coordinator, name):
        return
    _add_extension(coordinator, name)
    with _connect(coordinator, dbname=name) as connection:
        connection.execute("SELECT citus_set_coordinator_host(%s, %s)", _place(coordinator))
    for worker in workers:
        with _connect(worker) as connection:
            whose = sql.Identifier(name), sql.Identifier("rhizome_owner")
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(whose[0]))
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*whose))
        _add_extension(worker, name)
        with _connect(coordinator, dbname=name) as connection:
            connection.execute("SELECT citus_add_node(%s, %s)", _place(worker))


def _nodes() -> list[str]:
    """How to reach the coordinator, and each worker that it knows."""
    with psycopg.connect(URL, autocommit=True) as connection:
        host, port = connection.info.host or "localhost", connection.info.port
        if not connection.execute(EXTENSION).fetchone():
            raise SystemExit(
                f"CITUS_URL names the database {connection.info.dbname} on {host}, which has no extension `citus`."
            )
        known = connection.execute(
            "SELECT nodename, nodeport FROM pg_dist_node WHERE groupid <> 0 AND isactive AND noderole = 'primary'"
            " ORDER BY nodeid"
        )
        places = [(host, port), *known.fetchall()]
    return [make_conninfo(URL, host=host, port=port) for host, port in places]


def _make_role(node: str, role: str, password: str, rights: str) -> None:
    with _connect(node) as connection:
        there = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        connection.execute(
            sql.SQL(f"{'ALTER' if there else 'CREATE'} ROLE {{}} LOGIN NOSUPERUSER NOBYPASSRLS {rights} PASSWORD {{}}")
            .format(sql.Identifier(role), password)
        )  # fmt: skip


def _has_extension(node: str, name: str) -> bool:
    with _connect(node, dbname=name) as connection:
        return connection.execute(EXTENSION).fetchone() is not None


def _add_extension(node: str, name: str) -> None:
    with _connect(node, dbname=name) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS citus")


def _connect(node: str, **other: str) -> psycopg.Connection:
    return psycopg.connect(make_conninfo(node, **other), autocommit=True)


def _place(node: str) -> tuple[str, int]:
    named = psycopg.conninfo.conninfo_to_dict(node)
    return str(named["host"]), int(named["port"])


use()
