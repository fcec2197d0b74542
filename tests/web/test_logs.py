"""An address that is itself a key does not stand in the logs, whoever writes them."""

import logging

import pytest
import structlog
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def written():
    """What the handler of the settings writes, from the lowest level on."""
    handler = next(one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler)
    lines, level = [], logging.getLogger().level
    keep = logging.StreamHandler()
    keep.emit = lambda record: lines.append(keep.format(record))
    for one in handler.filters:
        keep.addFilter(one)
    logging.getLogger().addHandler(keep)
    logging.getLogger().setLevel(logging.DEBUG)
    yield lines
    logging.getLogger().setLevel(level)
    logging.getLogger().removeHandler(keep)


@pytest.mark.parametrize(
    "address",
    [
        "/invitation/SECRETSECRET/", "/class/SECRETSECRET/", "/own-sign-in/SECRETSECRET/", "/calendar/SECRETSECRET.ics", "/notices/unsubscribe/SECRETSECRET/",
        "/account/password/reset/key/1-SECRETSECRET/", "/account/confirm-email/SECRETSECRET/",
    ],
)  # fmt: skip
def test_no_secret_address_is_logged(written, address):
    Client().get(address)
    structlog.get_logger("any").warning("something", request=f"GET {address}", again=address)
    logging.getLogger("other").warning("Not Found: %s", address)
    assert any("…" in line for line in written)
    assert not any("SECRETSECRET" in line for line in written)
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["secrets"]
