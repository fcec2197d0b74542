"""The whole product, started as `make demo` starts it, and a real browser in front of it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from demo.people import SIGN_INS
from tests.chromium import CHROMIUM

HERE = Path(__file__).resolve().parents[2]
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items):
    """All on one worker: they share one running product."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))
            item.add_marker(pytest.mark.browser)
            if "chromium" in item.fixturenames and not CHROMIUM and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine"))


def a_free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """A demo, and everything that it starts."""

    def __init__(self, folder: Path, port: int = 0, *, start: bool = True) -> None:
        self.folder, self.port = folder, port or a_free_port()
        self.url = f"http://localhost:{self.port}"
        kept = {
            k: v
            for k, v in os.environ.items()
            if not k.startswith("RHIZOME") and not k.endswith(("DATABASE_URL", "REDIS_URL"))
        }
        self.environment = kept | {"RHIZOME_DATA": str(folder), "API_RATE": "100000/min"}
        self.said = ""
        if start:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "demo", "--port", str(self.port)],
                cwd=HERE, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                start_new_session=True,
            )  # fmt: skip

    def ready(self):
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C" in line:
                return self
        raise RuntimeError(f"The demo did not start:\n{self.said}{self.logs()}")

    def logs(self):
        return "".join(f"\n== {path.name}\n{path.read_text()[-3000:]}" for path in (self.folder / "logs").glob("*.log"))

    def manage(self, *words):
        done = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=HERE, env=self.environment, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def stop(self):
        """As Ctrl-C does."""
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGINT)
            self.process.wait(60)


@pytest.fixture(scope="session")
def a_folder():
    """Makes data folders, which the servers' user can reach."""
    folders = []

    def make():
        folders.append(Path(tempfile.mkdtemp(prefix="rhizome-browser-")))
        folders[-1].chmod(0o711)
        return folders[-1]

    yield make
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sites(a_folder):
    """Two, started at once on one fresh data folder."""
    folder = a_folder()
    both = [Site(folder), Site(folder)]
    try:
        yield [site.ready() for site in both]
    finally:
        for site in both:
            site.stop()


@pytest.fixture(scope="session")
def site(sites):
    return sites[0]


@pytest.fixture
def visit(site, chromium):
    """A new visitor: `visit("joss", viewport=PHONE, dark=True)` gives their page, signed in."""
    contexts = []

    def open_page(username="", *, viewport=DESKTOP, dark=False, language="en", scripts=True):
        context = chromium.new_context(
            base_url=site.url, viewport=viewport, locale=language, color_scheme="dark" if dark else "light",
            java_script_enabled=scripts, reduced_motion="reduce",
        )  # fmt: skip
        contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        if username:
            sign_in(page, username)
            context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page, username):
    page.goto("/account/login/")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(SIGN_INS.password)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "login" not in url)
