import pytest

from files.actions import store_file
from tenancy.scope import in_community
from tests.factories import a_community, a_member, a_person
from tests.files.factories import a_picture, address
from tests.learners.factories import an_enrolment, an_offering

pytestmark = pytest.mark.django_db


def test_who_learns_here_sees_the_pictures_of_what_they_learn(client, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    north, south = a_community("north"), a_community("south")
    offering = an_offering(north)
    enrolled, other = a_member(south, "tomas", "learner").person, a_person("other")
    with in_community(north.pk):
        shown, kept = store_file(a_picture()), store_file(a_picture(color="red"), audience="private")
    an_enrolment(offering, enrolled.username)
    for person, picture, status in ((enrolled, shown, 200), (enrolled, kept, 404), (other, shown, 404)):
        client.force_login(person)
        assert client.get(address(picture, north)).status_code == status
