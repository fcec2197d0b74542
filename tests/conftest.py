"""Real services for every test: the embedded ones, unless the environment names others."""

import os

import embedded

embedded.hold()

import pytest  # noqa: E402
import zeal.patch  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models.signals import pre_migrate  # noqa: E402
from django.utils import translation  # noqa: E402
from hypothesis import settings as hypothesis_settings  # noqa: E402

from tenancy.roles import as_owner, become  # noqa: E402
from tests import citus  # noqa: E402
from tests.chromium import chromium  # noqa: E402, F401
from tests.template import a_template  # noqa: E402


def pytest_configure():
    """A real hasher takes half a second for each person made. A request that reads a relation row by row fails."""
    settings.MIDDLEWARE.insert(0, "zeal.middleware.zeal_middleware")
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]  # two of a kind are no list; those are counted at 30
    zeal.patch.patch()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


# How long one example takes says nothing on a machine that does other things besides.
hypothesis_settings.register_profile("unhurried", deadline=None)
hypothesis_settings.load_profile("unhurried")

# Each worker clears a cache of its own between tests.
settings.CACHES["default"]["LOCATION"] = settings.REDIS_URL.replace(
    "db=0", f"db={2 + int(os.environ.get('PYTEST_XDIST_WORKER', 'gw0').removeprefix('gw')) % 13}"
)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    become("owner")  # creates and migrates the test database
    if citus.URL:
        pre_migrate.connect(_join_citus, dispatch_uid="join_citus")
        return
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = a_template()


def _join_citus(app_config, **_):
    if app_config.label == "tenancy":
        citus.join(connection.settings_dict["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{connection.settings_dict["NAME"]}" SET synchronous_commit = off')
        become("app")
    yield
    with django_db_blocker.unblock():
        become("owner")


@pytest.fixture(autouse=True)
def _fresh_cache():
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _own_language():
    """The language of the last request stays with the thread."""
    yield
    translation.deactivate()


@pytest.fixture
def owner_role(transactional_db):
    """The test speaks as the owner of the tables."""
    with as_owner():
        yield
