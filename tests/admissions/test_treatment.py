"""Who applied and who got in, and what of it is shown to whom; and a way on where the seed was lost."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from communities.suppression import TOTAL
from jobs.outbox import run_waiting
from learners.admissions.actions import draw, replace_seed
from learners.admissions.models import Draw, NewSeed
from learners.admissions.queries import commitment_of, draw_of
from learners.admissions.treatment import GOT, WAITS, by_group, counted, in_reach, shown
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.admissions.factories import a_draw, a_round, admitting, an_application
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.BALLOT_KEYS = tmp_path / "keys"


@pytest.fixture
def north():
    return admitting("north", groups=["near"])


def signed_in(username):
    client = Client()
    client.force_login(a_person(username))
    return client


class Asked:
    """An applicant, as far as they are counted."""

    def __init__(self, number, gender):
        self.code, self.person_id, self.attributes = str(number), number, {"gender": gender}


def figures(**answers):
    """Of so many applicants by answer: (those who got a place, those who wait)."""
    everyone, got = [], set()
    for gender, (placed, waiting) in answers.items():
        for number in range(placed + waiting):
            everyone.append(Asked(len(everyone), gender))
            got |= {everyone[-1].code} if number < placed else set()
    return shown(counted(everyone, got))["gender"]


def test_large_figures_are_shown_and_a_small_one_takes_three_others_with_it():
    assert figures(F=(20, 30), M=(25, 15))["F"] == {GOT: 20, WAITS: 30, TOTAL: 50}
    hidden = figures(F=(4, 30), M=(25, 25), X=(40, 30))
    assert [hidden["F"][GOT], hidden["F"][WAITS]] == [None, None]
    assert sum(row[GOT] is None for row in hidden.values()) == 2


def test_where_few_applied_nothing_is_shown():
    assert figures(F=(2, 3), M=(1, 4)) == {}
    assert "X" not in figures(F=(20, 30), M=(25, 15), X=(1, 1))


def test_groups_are_counted_as_published(north):
    document = {
        "groups": ["near"], "places": 1, "result": ["a", "b", "c"],
        "applications": [{"code": code, "group": group} for code, group in (("a", 0), ("b", 0), ("c", 1))],
    }  # fmt: skip
    assert [tuple(line)[1:] for line in by_group(document)] == [(2, 1), (1, 0)]
    assert in_reach(document) == {"a"}


def test_who_runs_it_sees_all_members_what_may_be_shown_and_nobody_else_anything(north):
    a_community("south")
    a_member(north, "ann", "learner")
    round_ = a_round(north, capacity=1)
    for number in range(3):
        an_application(round_, f"learner{number}", attributes={"gender": "F"})
    address = f"c/north/offerings/{round_.offering_id}/draw/treatment/"
    assert signed_in("ann").get(f"/{address}").status_code == 404
    a_draw(round_)
    runner = signed_in("founder-of-north").get(f"/api/v1/{address}").json()
    member = signed_in("ann").get(f"/api/v1/{address}").json()
    assert (runner["is_exact"], runner["attributes"][0]["lines"]) == (
        True, [{"words": "Female", "applied": 3, "got": 1}],
    )  # fmt: skip
    assert (member["is_exact"], member["attributes"][0]["lines"], member["groups"]) == (
        False, [], [{"words": "", "applied": 3, "got": 1}],
    )  # fmt: skip
    assert "Too few applied" in signed_in("ann").get(f"/{address}").content.decode()
    assert "Female" in signed_in("founder-of-north").get(f"/{address}").content.decode()
    for stranger in ("founder-of-south", "learner1"):
        assert signed_in(stranger).get(f"/{address}").status_code in (403, 404)
        assert signed_in(stranger).get(f"/api/v1/{address}").status_code in (403, 404)
    assert queries(signed_in("ann"), f"/{address}") <= 12


def lose(round_):
    for file in Path(settings.BALLOT_KEYS).glob(f"*{round_.pk}*"):
        file.unlink()


def test_a_lost_seed_is_voided_in_public_and_another_drawn_from_a_day_later(north):
    round_ = a_round(north)
    an_application(round_, "ann")
    with in_community(north.pk), pytest.raises(Refused, match="Nothing is lost"):
        replace_seed(round_, reason="I do not like it.", by=a_person("joss"))
    lose(round_)
    address, teacher = f"/c/north/offerings/{round_.offering_id}/", "founder-of-north"
    with time_machine.travel(round_.closes_at + timedelta(minutes=1)):
        run_waiting()
        assert "seed of the lot was lost" in Client().get(address).content.decode()
        assert "Void the commitment" in signed_in(teacher).get(address).content.decode()
        assert signed_in("ann").post(f"{address}draw/seed/", {"reason": "x"}).status_code in (403, 404)
        assert signed_in(teacher).post(f"{address}draw/seed/", {"reason": "The disk broke."}).status_code == 302
        again = signed_in(teacher).post(f"/api/v1{address}draw/seed/", {"reason": "Once more."}, "application/json")
        assert again.status_code == 409
        page = Client().get(f"{address}draw/").content.decode()
        with in_community(north.pk):
            new = NewSeed.objects.get()
            assert (commitment_of(round_), draw_of(round_)) == (new.commitment, None)
            with pytest.raises(Refused, match="read first"):
                draw(round_)
    assert all(said in page for said in ("The disk broke.", round_.commitment, new.commitment))
    with time_machine.travel(new.draw_from + timedelta(hours=2)):
        run_waiting()
        told = Client().get(f"/api/v1{address}round/").json()
    with in_community(north.pk):
        document = Draw.objects.get().document
    assert (document["commitment"], document["voided"][0]["commitment"]) == (new.commitment, round_.commitment)
    assert (told["commitment"], told["voided"][0]["reason"]) == (new.commitment, "The disk broke.")
