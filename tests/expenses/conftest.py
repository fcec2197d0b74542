import pytest

from tenancy.scope import in_community
from tests.expenses.factories import a_town, asked


@pytest.fixture
def north(db):
    """A school with money; in the south another, with a request that could leak."""
    south = a_town("south")
    with in_community(south.community.pk):
        asked(south, title="Their boat", words="It leaks.", receipt=True)
    return a_town()


@pytest.fixture
def here(north):
    with in_community(north.community.pk):
        yield north
