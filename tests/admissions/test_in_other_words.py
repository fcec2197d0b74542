"""The order is drawn again from what the page says alone, by nothing of the product."""

from hashlib import sha256
from html import unescape

import pytest
from django.test import Client

from tests.admissions.factories import a_draw, a_round, admitting, an_application
from tests.learners.factories import a_guardianship, an_enrolment, an_offering

pytestmark = pytest.mark.django_db
WORDS = (  # what a stranger goes by
    "its receipt, a space and the number of its group (0 is the group that comes first), sorted, with line feeds",
    "the SHA-256 of the seed, the fingerprint of the list and the receipt, written one after the other",
    "by group, and within a group by lot, the smallest first",
)


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.BALLOT_KEYS = tmp_path / "keys"


def by_these_words(draw):
    def fingerprint(text):
        return sha256(text.encode()).hexdigest()

    receipts = {one["code"]: one["group"] for one in draw["applications"]}
    listed = fingerprint("\n".join(sorted(f"{receipt} {group}" for receipt, group in receipts.items())))
    lots = {receipt: fingerprint(draw["seed"] + listed + receipt) for receipt in receipts}
    order = sorted(receipts, key=lambda receipt: (receipts[receipt], lots[receipt]))
    return fingerprint(draw["seed"]), listed, order


def test_whoever_goes_by_the_words_of_the_page_comes_to_the_same_order():
    north, south = admitting("north", groups=["siblings"]), admitting("south", groups=["siblings"])
    an_enrolment(an_offering(north), "sister")
    for child in ("sister", "brother"):
        a_guardianship(north, "marta", child)
    round_, other = a_round(north, capacity=3), a_round(south)
    for name in ("ann", "bo", "brother", "kit", "lou", "mo"):
        an_application(round_, name)
    an_application(other, "elsewhere")
    committed = round_.commitment
    made, _other = a_draw(round_), a_draw(other)
    address = f"/c/north/offerings/{round_.offering_id}/draw/"
    page, draw = unescape(Client().get(address).text), Client().get(f"/api/v1{address}").json()
    assert [words for words in WORDS if words not in page] == []
    assert by_these_words(draw) == (committed, draw["list_hash"], draw["result"])
    assert draw["result"] == made.document["result"]
    positions = [page.index(f">{receipt}<") for receipt in draw["result"]]
    assert positions == sorted(positions)
    assert (len(positions), draw["applications"][0].keys()) == (6, {"code", "group", "number"})
