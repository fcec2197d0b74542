import pytest

from tests.commons.valley import Valley


@pytest.fixture
def valley(settings, tmp_path):
    """With its files in a folder of the test's own."""
    settings.MEDIA_ROOT = str(tmp_path)
    return Valley()
