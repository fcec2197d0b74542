"""`verify_decisions` finds what was done to a record, its settings or its public face in the database, and names it."""

import pytest
from django.core.management import CommandError, call_command

from communities.actions import join
from communities.governance.actions import decide_setting, grant_role, remove_member
from communities.governance.models import Decision, Setting
from communities.governance.record.chain import head, told
from communities.governance.record.check_record import hash_of
from communities.models import Community, Membership
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder
from tests.factories import a_community, a_person
from tests.governance.tampering import found_after

pytestmark = pytest.mark.django_db(transaction=True)
OTHER = "'0199a000-0000-7000-8000-000000000000'"
NOT_SEALED = "decision 3 is not what was sealed: its hash does not fit what it says"
NOT_FOLLOWED = "decision 4 does not follow the decision before it: the hash of that one is not the one it names"
OF_THREE = "(SELECT id FROM governance_decision WHERE number = 3)"


@pytest.fixture
def north():
    """Decisions: founding, reports, languages, a role, an end of membership."""
    south = a_community("south")
    with in_community(south.pk):
        decide_setting("languages", ["pl"], by=a_keyholder(south).person, reason="So.")
    north = a_community("north")
    by = a_keyholder(north).person
    with in_community(north.pk):
        decide_setting("reports", {"shares_reports": False}, by=by, reason="So.")
        decide_setting("languages", ["es", "en"], by=by, reason="So.")
        grant_role(join(a_person("ann"), role="learner"), role="teacher", by=by, reason="So.")
        remove_member(join(a_person("ben"), role="learner"), by=by, reason="So.")
    return north


def verify(capsys, *asked):
    try:
        call_command("verify_decisions", *asked)
    except CommandError as error:
        return f"{capsys.readouterr().err}{error}"
    return capsys.readouterr().out


def head_of(community):
    with in_community(community.pk):
        return head()


EDITS = {
    "number": "6", "kind": "'role'", "title": "title || '.'", "reason": "''", "decided_by_name": "'ann'",
    "decided_by_id": "(SELECT id FROM accounts_person WHERE username = 'ann')", "changes": "'[]'",
    "decided_at": "decided_at + interval '1 microsecond'", "previous": "hash", "hash": "previous",
}  # fmt: skip


def test_every_column_of_a_decision_is_proved(north):
    columns = {field.column for field in Decision._meta.fields}
    assert columns - EDITS.keys() == {"id", "community_id"}
    assert found_after(north) == []
    for column, value in EDITS.items():
        found = found_after(north, f"UPDATE governance_decision SET {column} = {value} WHERE number = 3")
        assert NOT_SEALED.replace("3", "6" if column == "number" else "3") in found, column


def test_a_decision_under_another_id_is_found(north):
    found = found_after(north, f"UPDATE governance_decision SET id = {OTHER} WHERE number = 4")
    assert found == [NOT_SEALED.replace("3", "4")]


def test_a_decision_sealed_anew_no_longer_fits_the_next(north):
    with in_community(north.pk):
        forged = Decision.objects.get(number=3)
    forged.reason = "Because I say so."
    statement = f"UPDATE governance_decision SET reason = '{forged.reason}', hash = '{hash_of(told(forged))}'"
    assert found_after(north, f"{statement} WHERE number = 3") == [NOT_FOLLOWED]


def test_a_decision_taken_out_is_named(north):
    found = found_after(
        north,
        f"DELETE FROM governance_setting WHERE decision_id = {OF_THREE}",
        "DELETE FROM governance_decision WHERE number = 3",
    )
    assert found == [
        "decision 3 is missing: decision 4 stands in its place", NOT_FOLLOWED,
        "setting languages: the public face says ['es', 'en'], decision 1 says ['en']",
    ]  # fmt: skip


def test_a_gap_that_was_closed_is_named(north):
    found = found_after(
        north,
        f"DELETE FROM governance_setting WHERE decision_id = {OF_THREE}",
        "DELETE FROM governance_decision WHERE number = 3",
        "UPDATE governance_decision SET number = 3 WHERE number = 4",
        "UPDATE governance_decision SET number = 4 WHERE number = 5",
    )
    assert found[0] == NOT_FOLLOWED.replace("4", "3")
    assert NOT_SEALED in found


def test_two_decisions_that_changed_places_are_named(north):
    swap = "UPDATE governance_decision SET number = {} WHERE number = {}"
    found = found_after(north, swap.format(100, 2), swap.format(2, 3), swap.format(3, 100))
    assert {NOT_SEALED, NOT_SEALED.replace("3", "2"), NOT_FOLLOWED} <= set(found)


def test_a_tail_that_was_cut_off_shows_against_a_hash_that_was_noted(north):
    noted = head_of(north).hash
    cut = "DELETE FROM governance_decision WHERE number = 5"
    assert found_after(north, noted=[noted]) == []
    assert found_after(north, cut) == []
    assert found_after(north, cut, noted=[noted]) == [
        f"no decision bears the noted hash {noted}: cut off, or written anew"
    ]


def test_the_last_value_of_a_setting_cut_off_shows_on_the_face(north):
    found = found_after(
        north, "DELETE FROM governance_setting WHERE key = 'languages' AND value <> '[\"en\"]'",
        "DELETE FROM governance_decision WHERE number >= 3",
    )  # fmt: skip
    assert found == ["setting languages: the public face says ['es', 'en'], decision 1 says ['en']"]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ("SET value = '[\"en\"]'", "its row says ['en'], the decision says ['es', 'en']"),
        (f"SET id = {OTHER}", "its row has another id"),
        ("SET key = 'calendar'", "setting calendar has a row that the decision does not name"),
        ("SET decision_id = (SELECT id FROM governance_decision WHERE number = 4)", "setting languages has no row"),
    ],
)
def test_every_column_of_a_setting_is_proved(north, edit, said):
    assert {field.name for field in Setting._meta.fields} == {"id", "community", "key", "value", "decision"}
    found = found_after(north, f"UPDATE governance_setting {edit} WHERE decision_id = {OF_THREE}")
    assert any(fault.startswith("decision 3: setting") and fault.endswith(said) for fault in found)


def test_a_setting_that_was_slipped_in_or_taken_out_is_named(north):
    slipped = f"""INSERT INTO governance_setting (community_id, id, key, value, decision_id)
        VALUES ('{north.pk}', {OTHER}, 'money', '{{"currency": "USD"}}', {OF_THREE})"""
    assert found_after(north, slipped) == ["decision 3: setting money has a row that the decision does not name"]
    taken = f"DELETE FROM governance_setting WHERE decision_id = {OF_THREE}"
    assert found_after(north, taken) == ["decision 3: setting languages has no row"]


FACE = {
    "kind": "'learning'", "name": "'N'", "slug": "'norte'", "purpose": "'x'", "place": "'x'", "country": "'IE'",
    "latitude": "53.3, longitude = -6.2", "longitude": "-6.4, latitude = 53.3",
    "languages": "'{en}'", "time_zone": "'Europe/Dublin'", "hue": "60", "logo": OTHER, "visibility": "'hidden'",
    "calendar": "'{}'", "mastery_scale": "'[]'", "role_permissions": "'{\"teacher\": []}'", "shares_reports": "true",
    "takes_learners": "false",
    "currency": "'USD'", "founded_at": "founded_at - interval '1 day'",
}  # fmt: skip


def test_every_column_of_the_public_face_is_proved(north):
    assert {field.name for field in Community._meta.fields} - {"id"} == FACE.keys()
    for column, value in FACE.items():
        (found,) = found_after(north, f"UPDATE communities_community SET {column} = {value} WHERE slug = 'north'")
        assert "the public face says" in found, column


def test_the_face_is_compared_with_the_decision_that_is_named(north):
    found = found_after(north, "UPDATE communities_community SET shares_reports = true WHERE slug = 'north'")
    assert found == [
        "setting reports: the public face says {'shares_reports': True}, decision 2 says {'shares_reports': False}"
    ]


def test_a_membership_that_was_ended_by_decision_and_goes_on_is_named(north):
    found = found_after(north, "UPDATE communities_membership SET until = NULL WHERE display_name = 'ben'")
    assert found == ["ben is a member, whose membership decision 5 ended"]
    with in_community(north.pk):
        join(a_person("ben"), role="learner")
        assert Membership.objects.filter(person=a_person("ben")).count() == 2
    assert found_after(north) == []


def test_nonsense_in_a_record_is_named_and_stops_nothing(north):
    for nonsense in ("1", "{}", "[1, 2.5]", '[{"what": "setting"}]', '[{"what": ["setting"]}]'):
        found = found_after(north, f"UPDATE governance_decision SET changes = '{nonsense}' WHERE number = 3")
        assert NOT_SEALED in found
        assert "decision 3: setting languages has a row that the decision does not name" in found


def test_a_community_without_decisions_is_named(north):
    found = found_after(north, "DELETE FROM governance_setting", "DELETE FROM governance_decision")
    assert found[0] == "decision 1 is missing"


def test_the_command_names_community_and_place(north, capsys):
    number, hash_ = head_of(north)
    assert f"north: proved up to decision {number}, sealed {hash_}" in verify(capsys)
    Community.objects.filter(pk=north.pk).update(hue=60)
    said = verify(capsys)
    assert "north: setting identity: the public face says" in said
    assert "Communities that differ from what was decided: 1" in said
    assert "south" not in said
    assert "south: proved up to decision 2" in verify(capsys, "south")


def test_the_command_takes_noted_hashes_of_one_community(north, capsys):
    theirs = head_of(a_community("east")).hash
    assert "proved" in verify(capsys, "north", "--noted", head_of(north).hash)
    assert f"north: no decision bears the noted hash {theirs}" in verify(capsys, "north", "--noted", theirs)
    assert "Name the community" in verify(capsys, "--noted", theirs)
    assert "There is no community west." in verify(capsys, "west")
