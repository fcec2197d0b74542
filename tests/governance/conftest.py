"""Keys of secret votes lie in a folder of each test's own."""

import pytest


@pytest.fixture(autouse=True)
def ballot_keys(settings, tmp_path):
    settings.BALLOT_KEYS = str(tmp_path / "ballot-keys")
    return tmp_path / "ballot-keys"
