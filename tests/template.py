"""A migrated database to copy, so that each run and each worker need not migrate anew."""

import fcntl
import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

HERE = Path(__file__).resolve().parents[1]
SHAPING = ("**/migrations/*.py", "**/models.py", "**/models/*.py", "**/tenancy/*.py", "**/identity/functions.py")
ROOTS = ("platform", "communities", "curriculum", "learners", "funding")


def a_template() -> str:
    """Its name; made when the migrations or models are not those it was made from. As the owner, before any test."""
    name = f"rhizome_template_{_digest()}"
    with (settings.DATA / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'rhizome\\_template\\_%%'")
            there = {found for (found,) in cursor.fetchall()}
            if name in there:
                return name
            for old in there:
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
            cursor.execute(f'CREATE DATABASE "{name}_unfinished"')
        _migrate(f"{name}_unfinished")
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{name}_unfinished" RENAME TO "{name}"')
    return name


def _migrate(name: str) -> None:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _digest() -> str:
    whole = hashlib.sha256()
    for root in ROOTS:
        for path in sorted({path for pattern in SHAPING for path in (HERE / root).glob(pattern)}):
            whole.update(path.read_bytes())
    return whole.hexdigest()[:12]
