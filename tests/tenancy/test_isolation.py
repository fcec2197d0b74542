import pytest
from django.db import connection

from communities.models import Membership
from tenancy.scope import NoScope, as_person, in_community
from tests.factories import a_community, a_member

pytestmark = pytest.mark.django_db


def test_a_scope_sees_its_own_rows_only():
    north, south = a_community("north"), a_community("south")
    ann = a_member(north, "ann")
    a_member(south, "ann")
    with in_community(north.pk):
        assert Membership.objects.filter(person=ann.person).count() == 1
    with as_person(ann.person_id):
        assert Membership.objects.count() == 2
    with pytest.raises(NoScope):
        Membership.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM communities_membership")
        assert cursor.fetchone() == (0,)
