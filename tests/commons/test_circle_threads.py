"""What happens later to what is shared with a circle: leaving, coming in, pulling, offering back."""

import pytest

from curriculum.actions import add_node, edit_curriculum, edit_node, publish_version
from curriculum.commons.actions import adopt_version, share_version
from curriculum.commons.models import Offer, SharedVersion
from curriculum.commons.offering import offer_back
from curriculum.commons.pulling import newer, preview, pull_upstream
from curriculum.commons.tasks import tell_of_version
from curriculum.models import Curriculum
from notices.models import Notice
from tenancy.scope import NOBODY, as_person, in_community
from tests.commons.valley import LISTS, signed_in, text
from tests.files.factories import address
from tests.governance.test_circles import a_joined, act

pytestmark = pytest.mark.django_db


def test_a_community_that_leaves_finds_it_no_more_and_keeps_what_it_adapted(valley):
    with in_community(valley.south.pk):
        adopt_version(valley.shared, by=valley.sue)
        draft = Curriculum.objects.get()
    act(valley.south, "leave_circle", community=str(valley.circle.pk))
    client = signed_in(valley.sue)
    for page in LISTS:
        assert "Quokka" not in text(client.get(page)), page
    assert client.get(f"/commons/{valley.shared.pk}/").status_code == 404
    assert client.post(f"/c/south/curricula/adopt/{valley.shared.pk}/").status_code == 404
    second = valley.next_version(circles=[valley.circle.pk])
    assert client.get(f"/commons/{second.pk}/").status_code == 404
    assert "Quokka weirs" in text(client.get(f"/c/south/curricula/{draft.pk}/"))
    assert client.get(f"/c/south/curricula/{draft.pk}/upstream/").status_code == 200
    assert client.get(address(valley.picture, valley.north)).status_code == 200
    with in_community(valley.south.pk):
        assert newer(draft) == [] and preview(draft) is None
        assert SharedVersion.objects.get() == valley.shared
        edit_curriculum(draft, title="Our weirs")
        edit_node(draft.nodes.select_related("curriculum").get(title="Activity 1.2"), body="Ours.")
        ours = share_version(publish_version(draft, by=valley.sue))
    page = text(signed_in().get(f"/commons/{ours.pk}/"))
    assert "Our weirs" in page and "Quokka" not in page and str(valley.shared.pk) not in page
    whole = signed_in().get(f"/api/v1/commons/{ours.pk}/").json()
    assert whole["origins"] == [] and "Quokka" not in str(whole)
    kin = signed_in().get(f"/api/v1/commons/{ours.pk}/tree/").json()
    assert "Quokka" not in str(kin) and str(valley.shared.pk) not in str(kin)
    assert signed_in(valley.tess).get(f"/api/v1/commons/{ours.pk}/").json()["origins"] == [str(valley.shared.pk)]


def test_a_community_that_comes_in_finds_what_was_shared_before(valley):
    client = signed_in(valley.wes)
    a_joined(valley.west, valley.circle)
    assert "Quokka weirs" in text(client.get("/commons/"))
    with in_community(valley.west.pk):
        adopt_version(SharedVersion.objects.get(), by=valley.wes)


def test_of_a_newer_version_only_the_circle_is_told(valley):
    with in_community(valley.south.pk):
        adopt_version(valley.shared, by=valley.sue)
    second = valley.next_version(circles=[valley.circle.pk])
    act(valley.south, "leave_circle", community=str(valley.circle.pk))
    tell_of_version(second.pk, NOBODY, valley.north.pk)
    with as_person(valley.sue.person_id):
        assert not Notice.objects.filter(kind="commons.newer").exists()
    a_joined(valley.south, valley.circle)
    tell_of_version(second.pk, NOBODY, valley.north.pk)
    with as_person(valley.sue.person_id):
        assert Notice.objects.filter(kind="commons.newer").count() == 1


def test_pulling_goes_on_within_the_circle_and_keeps_what_was_pulled(valley):
    with in_community(valley.south.pk):
        adopt_version(valley.shared, by=valley.sue)
        draft = Curriculum.objects.get()
    with in_community(valley.north.pk):
        add_node(valley.draft, kind="unit", title="Unit 3")
        add_node(valley.draft, kind="activity", title="Sluices", parent_key=valley.draft.nodes.get(title="Unit 3").key)
    second = valley.next_version(circles=[valley.circle.pk])
    with in_community(valley.south.pk):
        found = preview(draft)
        assert found.theirs == second
        pull_upstream(draft, by=valley.sue, version=second.pk, seen=draft.edited_at)
    act(valley.south, "leave_circle", community=str(valley.circle.pk))
    with in_community(valley.south.pk):
        assert set(SharedVersion.objects.values_list("number", flat=True)) == {1, 2}
        assert preview(Curriculum.objects.get()) is None


def test_an_offer_back_stays_between_its_two_communities(valley):
    with in_community(valley.south.pk):
        adopt_version(valley.shared, by=valley.sue)
        draft = Curriculum.objects.get()
        edit_curriculum(draft, title="Better weirs")
        publish_version(draft, by=valley.sue)
        made = offer_back(draft, by=valley.sue, message="Take it")
    assert signed_in(valley.tess).get(f"/c/north/curricula/offers/{made.pk}/").status_code == 200
    assert signed_in(valley.sue).get(f"/c/south/curricula/offers/{made.pk}/").status_code == 200
    with in_community(valley.west.pk):
        assert not Offer.objects.exists()
