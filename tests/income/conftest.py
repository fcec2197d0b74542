from types import SimpleNamespace

import pytest

from tenancy.scope import in_community
from tests.factories import a_community, a_person
from tests.income.factories import a_donor, a_gift, a_pledge


@pytest.fixture
def towns(client, db):
    """North, whose founder is signed in, and South, whose donors could leak."""
    ann, south = a_person("ann"), a_community("south")
    with in_community(south.pk):
        stranger = a_donor("Salt Trust", email="salt@example.org")
        theirs, their_pledge = a_gift(stranger, amount=77777), a_pledge(stranger)
    north = a_community("north", founder=ann)
    client.force_login(ann)
    return SimpleNamespace(
        north=north, south=south, ann=ann, stranger=stranger, theirs=theirs, their_pledge=their_pledge
    )
