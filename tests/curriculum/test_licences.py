"""Which licence may follow which, and what several together come under."""

from itertools import product

import pytest

from curriculum.licences import Licence, bars, may_become, outcome, reason

CC0, PDM, BY, SA, NC, NCSA, ND, NCND, OGL = (
    "CC0-1.0", "CC-PDM-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC-BY-ND-4.0",
    "CC-BY-NC-ND-4.0", "OGL-UK-3.0",
)  # fmt: skip
ATTRIBUTION = {BY, SA, NC, NCSA, ND, NCND}
FOLLOWS = {  # Creative Commons' chart of adapter's licences; an adaptation is never under the Public Domain Mark
    CC0: {CC0, OGL} | ATTRIBUTION,
    PDM: {CC0, OGL} | ATTRIBUTION,
    BY: ATTRIBUTION,
    OGL: {OGL} | ATTRIBUTION,
    SA: {SA},
    NC: {NC, NCSA, NCND},
    NCSA: {NCSA},
    ND: set(),
    NCND: set(),
}
TOGETHER = {  # what a whole made of two comes under, for the pairs that differ and go together
    (CC0, PDM): CC0, (CC0, BY): BY, (CC0, OGL): OGL, (CC0, SA): SA, (CC0, NC): NC, (CC0, NCSA): NCSA,
    (PDM, BY): BY, (PDM, OGL): OGL, (PDM, SA): SA, (PDM, NC): NC, (PDM, NCSA): NCSA,
    (BY, OGL): BY, (BY, SA): SA, (BY, NC): NC, (BY, NCSA): NCSA,
    (OGL, SA): SA, (OGL, NC): NC, (OGL, NCSA): NCSA, (NC, NCSA): NCSA,
}  # fmt: skip
ALONE = {CC0: CC0, PDM: CC0, BY: BY, OGL: OGL, SA: SA, NC: NC, NCSA: NCSA, ND: "", NCND: ""}


def test_every_licence_is_in_the_table():
    assert set(FOLLOWS) == set(Licence.values)


@pytest.mark.parametrize(("origin", "licence"), list(product(FOLLOWS, FOLLOWS)))
def test_what_may_follow_and_why(origin, licence):
    assert may_become(origin, licence) == (licence in FOLLOWS[origin])
    assert reason(origin, licence)
    assert (bars([origin], licence) == []) == may_become(origin, licence)


@pytest.mark.parametrize(("one", "other"), list(product(FOLLOWS, FOLLOWS)))
def test_what_two_come_under_together(one, other):
    known = ALONE[one] if one == other else TOGETHER.get((one, other), TOGETHER.get((other, one), ""))
    found = outcome([one, other])
    assert found.licence == known
    assert found.reasons
    if known:
        assert all(may_become(each, known) for each in (one, other))
    else:
        assert not FOLLOWS[one] & FOLLOWS[other]


def test_ones_own_licence_stays_where_all_allow_it():
    assert outcome([BY, CC0], NCSA).licence == NCSA
    assert outcome([BY, SA], BY) == (SA, ["What is made of something under CC BY-SA 4.0 stays under CC BY-SA 4.0."])
    assert outcome([], BY) == (BY, [])


def test_the_reason_names_what_does_not_go_together():
    assert outcome([SA, NC]).reasons == [
        "What is made of something under CC BY-SA 4.0 stays under CC BY-SA 4.0.",
        "CC BY-NC 4.0 does not allow commercial use, and CC BY-SA 4.0 would.",
    ]
    assert outcome([ND, BY]).reasons == ["CC BY-ND 4.0 lets others pass it on as it is, not changed and not in parts."]
