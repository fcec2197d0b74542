import contextlib
import signal
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from communities.models import Community
from demo import processes
from demo.people import CARD, SIGN_INS


class Command(BaseCommand):
    help = "Run the whole product with the demo network on this machine, until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        if not processes.becomes_free(port):
            raise CommandError(
                f"Port {port} is in use. Stop what runs there, or take another: make demo PORT={port + 1}"
            )
        for number in (signal.SIGINT, signal.SIGTERM):  # also where a shell started this with signals ignored
            signal.signal(number, signal.default_int_handler)
        running = []
        try:
            with processes.alone(settings.DATA / "demo.lock"):  # two may be started at once
                self._prepare()
            running = processes.start(port, settings.DATA / "logs")
            if not processes.wait_until_ready(port, running):
                raise CommandError(f"It did not start. What went wrong stands in {settings.DATA / 'logs'}.")
            self._say(port)
            while all(process.poll() is None for process in running):
                time.sleep(0.5)
            raise CommandError(f"A process has ended by itself. Why stands in {settings.DATA / 'logs'}.")
        except KeyboardInterrupt:
            self.stdout.write("\nStopping …")
        finally:
            with _uninterrupted():
                processes.stop(running)

    def _prepare(self) -> None:
        if _migrations_wait():
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0)
        if not _statics_are_fresh():
            call_command("collectstatic", interactive=False, verbosity=0)
        if not Community.objects.exists():
            self.stdout.write("Planting the demo network, once …")
            call_command("seed_demo", verbosity=0)
        connection.close()

    def _say(self, port: int) -> None:
        self.stdout.write(
            f"\nRhizome is ready: http://localhost:{port}/\n\nSign in as (the password of all is {SIGN_INS.password}):"
        )
        for who in SIGN_INS.people:
            self.stdout.write(f"  {who.username:<8} {who.what}")
        pictures = ", ".join(CARD.pictures)
        self.stdout.write(
            f"A young learner signs in at http://localhost:{port}/class/{CARD.code}/ as {CARD.name}: {pictures}"
        )
        self.stdout.write(
            f"\nMail is in {settings.EMAIL_FILE_PATH}, logs are in {settings.DATA / 'logs'}. Ctrl-C stops everything."
        )
        self.stdout.flush()


def _migrations_wait() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _statics_are_fresh() -> bool:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return False
    sources = (processes.HERE / "platform" / "web" / "static").rglob("*")
    return manifest.stat().st_mtime > max((source.stat().st_mtime for source in sources), default=0)


@contextlib.contextmanager
def _uninterrupted() -> Any:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
