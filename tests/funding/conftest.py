from types import SimpleNamespace

import pytest

from funding.models import Fund
from funding.sealing import seal
from tenancy.scope import in_community
from tests.factories import a_community, a_person
from tests.funding.factories import a_grant, the_account


@pytest.fixture
def towns(client, db):
    """North, whose founder is signed in, with one grant; and South, whose books could leak."""
    ann = a_person("ann")
    south = a_community("south")
    with in_community(south.pk):
        theirs = a_grant(amount=77777, memo="Their boat", from_whom="Salt Trust")
        their_bank = the_account("bank")
        seal()
    north = a_community("north", founder=ann)
    with in_community(north.pk):
        grant = a_grant(amount=123450, memo="A greenhouse")
        fund, bank, people = Fund.objects.get(), the_account("bank"), the_account("people")
        seal()
    client.force_login(ann)
    return SimpleNamespace(
        north=north,
        south=south,
        ann=ann,
        grant=grant,
        fund=fund,
        bank=bank,
        people=people,
        theirs=theirs,
        their_bank=their_bank,
    )
