"""The watch over reads is on: every request of every test is under it (tests/conftest.py)."""

import pytest
from django.conf import settings
from zeal import zeal_context
from zeal.errors import NPlusOneError

from communities.models import Membership
from tenancy.scope import in_community
from tests.factories import a_community, a_member


@pytest.mark.django_db
def test_reading_a_relation_row_by_row_fails():
    north = a_community("north")
    a_member(north, "ann")
    assert settings.MIDDLEWARE[0] == "zeal.middleware.zeal_middleware"
    with in_community(north.pk), zeal_context():
        assert len([member.person.username for member in Membership.objects.select_related("person")]) == 2
        with pytest.raises(NPlusOneError):
            [member.person.username for member in Membership.objects.all()]
