"""With which circles, or everyone, something is shared, by page and by API."""

import pytest

from curriculum.actions import edit_curriculum, publish_version
from curriculum.commons.actions import share_version, withdraw_from_commons
from curriculum.commons.models import SharedVersion
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.commons.valley import signed_in, text
from tests.files.factories import address

pytestmark = pytest.mark.django_db


def test_it_is_widened_and_a_later_version_has_as_many_readers(valley):
    with pytest.raises(Refused, match="circles that your community belongs to"):
        valley.next_version(circles=[valley.other_circle.pk])
    with in_community(valley.north.pk):
        version = valley.draft.versions.get(number=1)
        assert share_version(version, circles=[valley.circle.pk]) == valley.shared
        assert share_version(version).for_everyone
        assert share_version(version, circles=[valley.circle.pk]).for_everyone
    assert "Quokka weirs" in text(signed_in().get("/commons/?q=quokkaz"))
    assert signed_in().get(address(valley.picture, valley.north)).status_code == 200
    assert signed_in().get(valley.film.url).status_code == 200
    with pytest.raises(Refused, match="Version 1 is shared with others"):
        valley.next_version(circles=[valley.circle.pk])
    with in_community(valley.north.pk):
        withdraw_from_commons(SharedVersion.objects.get())
    assert not valley.next_version("Narrower", circles=[valley.circle.pk]).for_everyone
    assert "Narrower" not in text(signed_in().get("/commons/"))


def test_a_published_version_goes_to_those_who_had_the_last(valley):
    with in_community(valley.north.pk):
        edit_curriculum(valley.draft, title="Quokka weirs anew")
        publish_version(valley.draft, by=valley.tess, share=True)
    assert "Quokka" not in text(signed_in().get("/commons/"))
    assert "Quokka weirs anew" in text(signed_in(valley.sue).get("/commons/"))


def test_the_page_of_a_curriculum_offers_everyone_and_its_circles(valley):
    client, page = signed_in(valley.tess), f"/c/north/curricula/{valley.draft.pk}/"
    shown = text(client.get(page))
    assert "with the communities of: Valley" in shown and "Hills" not in shown
    with in_community(valley.north.pk):
        withdraw_from_commons(valley.shared)
    shown = text(client.get(page))
    assert "Everyone" in shown and str(valley.circle.pk) in shown
    share = f"{page}versions/1/share/"
    for wrong in ("", "nonsense", str(valley.other_circle.pk)):
        assert client.post(share, {"audience": wrong}).status_code == 409
    assert client.post(share, {"audience": str(valley.circle.pk)}).status_code == 302
    with in_community(valley.north.pk):
        assert SharedVersion.objects.get(withdrawn_at__isnull=True).circles == [valley.circle.pk]
    assert "Quokka" not in text(signed_in().get("/commons/"))
    assert client.post(share, {"audience": "everyone"}).status_code == 302
    assert "Quokka" in text(signed_in().get("/commons/"))


def test_programs_share_with_a_circle_by_its_name(valley):
    with in_community(valley.north.pk):
        withdraw_from_commons(valley.shared)
    client, share = signed_in(valley.tess), f"/api/v1/c/north/curricula/{valley.draft.pk}/versions/1/share/"
    wrong = client.post(share, {"circles": ["hills"]}, content_type="application/json")
    assert wrong.status_code == 409 and "no circle called hills" in text(wrong)
    assert client.post(share, {"circles": ["valley"]}, content_type="application/json").json()["for_everyone"] is False
    assert client.post(share, {}, content_type="application/json").json()["for_everyone"] is True
