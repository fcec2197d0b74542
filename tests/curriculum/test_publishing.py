import pytest
from django.db import DatabaseError, transaction

from curriculum.actions import publish_version
from curriculum.models import Version, VersionNode
from tenancy.scope import in_community
from tests.curriculum.factories import a_teacher, a_version
from tests.factories import a_community

pytestmark = pytest.mark.django_db


def test_a_version_keeps_what_the_draft_said_when_it_was_published():
    north = a_community("north")
    version = a_version(north)
    with in_community(north.pk):
        version.curriculum.nodes.filter(title="Unit 1").update(title="Puddles")
        second = publish_version(version.curriculum, by=a_teacher(north))
        assert (version.number, second.number) == (1, 2)
        assert version.nodes.filter(title="Unit 1").count() == 1
        assert second.nodes.filter(title="Puddles").count() == 1


@pytest.mark.parametrize("model", [Version, VersionNode])
def test_the_database_refuses_to_change_what_is_published(model):
    north = a_community("north")
    a_version(north)
    with in_community(north.pk):
        for change in (lambda: model.objects.update(title="else"), lambda: model.objects.all()._raw_delete("default")):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                change()
