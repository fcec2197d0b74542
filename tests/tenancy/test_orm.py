"""The ORM over scoped tables: what it returns, and that every statement names its community."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Person
from communities.governance.models import Decision, Setting
from communities.models import Invitation, Membership
from tenancy.scope import in_community
from tests.factories import a_community, a_person
from tests.tenancy.sql import loose_ends

pytestmark = pytest.mark.django_db


def an_invitation(by, token, used_by=None):
    return Invitation.objects.create(
        role="member", token_hash=token, invited_by=by, used_by=used_by, expires_at=timezone.now()
    )


@pytest.fixture
def scene():
    """Two communities of the same shape; the scope of the first is open."""
    north, south = a_community("north"), a_community("south")
    for community in (north, south):
        with in_community(community.pk):
            Decision.objects.all()
            ann, ben = (
                Membership.objects.create(person=a_person(n), display_name=n, roles=["member"]) for n in ("ann", "ben")
            )
            well = Decision.objects.create(number=101, kind="setting", title="well", decided_by=a_person("ann"))
            Decision.objects.create(number=102, kind="setting", title="yard", decided_by=a_person("ben"))
            Setting.objects.create(key="depth", value=3, decision=well)
            Setting.objects.create(key="width", value=2, decision=well)
            an_invitation(ann, "used", used_by=ben)
            an_invitation(ann, "open")
    with in_community(north.pk):
        yield north


@pytest.fixture
def watched(scene):
    with CaptureQueriesContext(connection) as queries:
        yield scene
    assert [end for query in queries.captured_queries for end in loose_ends(query["sql"])] == []
    assert not any("UNNEST" in query["sql"] for query in queries.captured_queries)


def test_select_related(watched):
    setting = Setting.objects.select_related("decision__decided_by").get(key="depth")
    assert (setting.decision.title, setting.decision.decided_by.username) == ("well", "ann")
    used, unused = Invitation.objects.select_related("used_by", "invited_by").order_by("-token_hash")
    assert (used.used_by.display_name, unused.used_by, unused.invited_by.display_name) == ("ben", None, "ann")


def test_filter_through(watched):
    assert Setting.objects.filter(decision__title="well").count() == 2
    assert Decision.objects.filter(settings__key="depth", settings__decision__decided_by__username="ann").count() == 1
    assert Decision.objects.filter(number__gt=100).exclude(settings__key="depth").get().title == "yard"
    assert Decision.objects.filter(number__gt=100, settings__isnull=True).get().title == "yard"
    assert Invitation.objects.filter(used_by__isnull=True).get().token_hash == "open"


def test_prefetch(watched):
    well = Decision.objects.prefetch_related("settings").get(title="well")
    assert len(well.settings.all()) == 2
    depths = Prefetch("settings", Setting.objects.filter(key="depth"), "depths")
    assert [
        len(d.depths) for d in Decision.objects.filter(number__gt=100).prefetch_related(depths).order_by("number")
    ] == [1, 0]
    assert {
        s.decision.title for s in Setting.objects.filter(key__in=["depth", "width"]).prefetch_related("decision")
    } == {"well"}


def test_annotate(watched):
    ours = Decision.objects.filter(number__gt=100).order_by("number")
    assert [d.n for d in ours.annotate(n=Count("settings"))] == [2, 0]
    depth = Setting.objects.filter(decision=OuterRef("pk"), key="depth")
    assert ours.filter(Exists(depth)).get().title == "well"
    assert ours.annotate(d=Subquery(depth.values("value")[:1])).values_list("d")[0] == (3,)
    assert list(Setting.objects.filter(decision__number=101).values("key").annotate(n=Count("id")).order_by("key")) == [
        {"key": "depth", "n": 1}, {"key": "width", "n": 1},
    ]  # fmt: skip
    assert ours.aggregate(n=Count("settings", distinct=True)) == {"n": 2}


def test_save_refresh_update(watched):
    ann = Membership.objects.get(display_name="ann")
    ann.display_name = "anna"
    ann.save()
    ann.refresh_from_db()
    assert ann.display_name == "anna"
    assert Invitation.objects.filter(invited_by__display_name="anna").update(note="x") == 2
    ann.roles = ["teacher"]
    assert Membership.objects.bulk_update([ann], ["roles"]) == 1
    assert Invitation.objects.filter(used_by=None).update(used_by=ann) == 1


def test_reverse_managers(watched):
    well = Decision.objects.get(title="well")
    assert well.settings.filter(key="depth").exists()
    assert well.settings.create(key="wall", value=1).community == watched


def test_upserts(watched):
    ann = Membership.objects.get(display_name="ann")
    invitation, made = Invitation.objects.update_or_create(token_hash="open", defaults={"note": "y"})
    assert (invitation.note, made) == ("y", False)
    assert not Membership.objects.get_or_create(person=a_person("ann"), until=None)[1]
    again = Invitation(role="member", token_hash="open", invited_by=ann, expires_at=timezone.now(), note="z")
    Invitation.objects.bulk_create([again], ignore_conflicts=True)
    again = Invitation(role="member", token_hash="open", invited_by=ann, expires_at=timezone.now(), note="z")
    Invitation.objects.bulk_create(
        [again], update_conflicts=True, unique_fields=["community", "token_hash"], update_fields=["note"]
    )
    invitation.refresh_from_db()
    assert invitation.note == "z"
    with pytest.raises(IntegrityError), transaction.atomic():
        an_invitation(ann, "open")


def test_locks(watched):
    assert Membership.objects.select_for_update().get(display_name="ann")
    both = Invitation.objects.select_related("invited_by")
    assert len(both.select_for_update(of=["self"])) == 2
    assert len(both.select_for_update(of=["self", "invited_by"])) == 2
    assert Membership.objects.select_for_update(skip_locked=True).first()


def test_deletes(watched):
    assert Invitation.objects.get(token_hash="used").delete() == (1, {"communities.Invitation": 1})
    assert Invitation.objects.filter(invited_by__display_name="ann").delete()[0] == 1
    assert Membership.objects.filter(display_name__in=["ann", "ben"]).delete()[0] == 2


def test_iterator_in_bulk_union(watched):
    assert len(list(Invitation.objects.iterator(chunk_size=1))) == 2
    ids = [i.pk for i in Invitation.objects.all()]
    assert len(Invitation.objects.in_bulk(ids)) == 2
    assert Invitation.objects.filter(token_hash="used").union(Invitation.objects.filter(token_hash="open")).count() == 2


def test_bulk_create(watched):
    ann = Membership.objects.get(display_name="ann")
    many = [Invitation(role="member", token_hash=str(i), invited_by=ann, expires_at=timezone.now()) for i in range(20)]
    Invitation.objects.bulk_create(many)
    assert Invitation.objects.filter(pk__in=[i.pk for i in many]).delete()[0] == 20


def test_from_a_shared_model(scene):
    """A query that starts at a shared table crosses every community it may see: the policy holds it to this one."""
    assert Person.objects.filter(memberships__display_name="ben").count() == 1
    assert a_person("ben").memberships.get().community == scene


class InvitationForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ["role", "token_hash", "invited_by", "expires_at"]


def test_forms_check_what_is_unique_here(watched):
    ann = Membership.objects.get(display_name="ann")
    given = {"role": "member", "invited_by": ann.pk, "expires_at": timezone.now()}
    fresh = InvitationForm(given | {"token_hash": "new"})
    assert fresh.is_valid(), fresh.errors
    assert fresh.save().community_id == watched.pk
    assert not InvitationForm(given | {"token_hash": "open"}).is_valid()


def test_a_form_refuses_a_row_of_another_community(scene):
    with in_community(a_community("west").pk):
        theirs = Membership.objects.get()
    form = InvitationForm(
        {"role": "member", "token_hash": "new", "invited_by": theirs.pk, "expires_at": timezone.now()}
    )
    assert not form.is_valid()
    assert list(form.errors) == ["invited_by"]
    with pytest.raises(ValidationError):
        Invitation(role="member", token_hash="new", invited_by_id=theirs.pk, expires_at=timezone.now()).full_clean()
