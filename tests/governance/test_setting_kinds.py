"""Each setting's form shows a value, takes it back unchanged, and says what is wrong with another."""

import pytest
from django.http import QueryDict

from communities.governance.kinds import KINDS
from communities.models import Community
from communities.roles import built_in
from tenancy.refusal import Refused

EXAMPLES = {
    "identity": {
        "name": "Río Verde", "purpose": "Learn by the river.", "place": "Cali", "country": "CO", "latitude": "3.4516",
        "longitude": "-76.531985", "hue": 150,
        "visibility": "hidden", "logo": None,
    },
    "charter": {
        "audience": "members",
        "articles": [
            {"number": 1, "title": {"es": "Para qué"}, "text": {"es": "Aprendemos **juntos**."}, "from": None},
            {"number": 3, "title": {"es": "Quiénes", "en": "Who"}, "text": {"es": "Todos.", "en": "All."},
             "from": "2027-01-15"},
        ],
    },
    "languages": ["es", "qu", "pt-BR"],
    "calendar": {
        "time_zone": "America/Bogota",
        "terms": [
            {"key": "spring", "name": "Spring", "starts": "2026-01-12", "ends": "2026-06-12"},
            {"key": "autumn", "name": "Autumn", "starts": "2026-08-03", "ends": "2026-12-04"},
        ],
        "holidays": [{"name": "Holy week", "starts": "2026-03-30", "ends": "2026-04-03"}],
    },
    "mastery_scale": [{"name": "Not yet", "from": 0}, {"name": "Yes", "from": 50}],
    "roles": {"teacher": ["communities.see_people"]},
    "reports": {"shares_reports": False},
    "figures": {"policymakers": ["attendance", "turnout"], "public": ["offerings"]},
    "money": {"currency": "COP"},
    "hardship": {"free_place": True, "two_people": False, "situations": [{"situation": "Sin trabajo", "percent": 40}]},
    "receipts": {"registration": "NIT 9", "signed_by": "Luz", "title": "Gracias", "words": "Uno.\n\nDos."},
    "admissions": {"order": "lottery", "groups": ["siblings", "near"], "answer_days": 3},
    "recognition": {"sources": ["network", "shown"], "at_least": 70, "years": 5},
    "sharing": {"licence": "CC0-1.0", "share": False, "reviewers": 3},
    "retention": {"attendance": 12, "evidence": None, "marks": 60, "places": None, "applications": 6},
    "spending": {"two_from": 50000, "currency": "EUR"},
    "budget_alerts": {"first": 75, "second": 110},
}  # fmt: skip


@pytest.mark.parametrize("key", EXAMPLES)
def test_a_value_survives_its_form(key):
    assert KINDS[key].checked(EXAMPLES[key]) == EXAMPLES[key]


@pytest.mark.parametrize(
    "key", [key for key in EXAMPLES if key != "charter"]
)  # whose page sends what changed (test_charter.py)
def test_a_page_that_shows_a_value_sends_it_back_unchanged(key):
    shown = KINDS[key].form(initial=EXAMPLES[key])
    sent = KINDS[key].form(_as_sent(shown))
    assert sent.is_valid(), sent.complaints()
    assert sent.value() == EXAMPLES[key]


@pytest.mark.parametrize("key", KINDS)
def test_the_default_is_a_valid_value(key):  # founding takes it as it is
    value = KINDS[key].default()
    if key == "identity":
        value["name"] = "Given by the founder"
    assert KINDS[key].checked(value) == value


@pytest.mark.parametrize("key", EXAMPLES)
def test_every_value_can_be_said_in_words(key):
    assert all(what and isinstance(which, str) for what, which in KINDS[key].words(EXAMPLES[key]))


@pytest.mark.parametrize("key", EXAMPLES)
@pytest.mark.parametrize("value", ["x", 7, None, [1], {"surprise": 1}, [{"surprise": 1}], {"terms": [3]}, {"name": {}}])
def test_a_value_of_another_shape_is_refused(key, value):
    if key == "languages" and value == [1]:
        value = [{}]
    with pytest.raises(Refused):
        KINDS[key].checked(value)


WRONG = [
    ("identity", {"name": ""}, "Name: This field is required."),
    ("identity", {"hue": 31}, "Colour: Select a valid choice. 31 is not one of the available choices."),
    ("identity", {"country": "ZZ"}, "Country: Select a valid choice. ZZ is not one of the available choices."),
    ("identity", {"longitude": None}, "Longitude: Give both latitude and longitude, or neither."),
    ("identity", {"latitude": 90.5}, "Latitude: Ensure this value is less than or equal to 90."),
    ("identity", {"longitude": -181}, "Longitude: Ensure this value is greater than or equal to -180."),
    ("identity", {"latitude": "NaN"}, "Latitude: Enter a number."),
    ("calendar", {"time_zone": "Mars/Olympus"},
     "Time zone: Select a valid choice. Mars/Olympus is not one of the available choices."),
    ("calendar", {"terms": [{"name": "A", "starts": "2026-02-01", "ends": "2026-02-01"}]},
     "Term 1, Last day: The last day comes after the first."),
    ("calendar", {"terms": [{"name": "A", "starts": "9999-12-31", "ends": "2026-02-01"}]},
     "Term 1, Last day: The last day comes after the first."),
    ("calendar", {"terms": [{"name": "A", "starts": "2026-02-30", "ends": "2026-03-01"}]},
     "Term 1, First day: Enter a valid date."),
    ("calendar", {"terms": [{"name": "B", "starts": "2026-05-01", "ends": "2026-06-01"},
                            {"name": "A", "starts": "2026-01-01", "ends": "2026-05-01"}]},
     "“B” starts before “A” has ended."),
    ("calendar", {"terms": [{"key": "a", "name": "B", "starts": "2026-05-01", "ends": "2026-06-01"},
                            {"key": "a", "name": "A", "starts": "2026-01-01", "ends": "2026-04-01"}]},
     "Two terms have the same key."),
    ("calendar", {"holidays": [{"name": "A", "starts": "2026-02-01", "ends": "2026-02-01"},
                               {"name": "B", "starts": "2026-02-02", "ends": "2026-02-01"}]},
     "Holiday 2, Last day: The last day comes after the first."),
]  # fmt: skip


@pytest.mark.parametrize(("key", "changed", "said"), WRONG)
def test_a_wrong_part_is_named(key, changed, said):
    with pytest.raises(Refused) as refusal:
        KINDS[key].checked({**EXAMPLES[key], **changed})
    assert str(refusal.value) == said


@pytest.mark.parametrize(
    ("given", "kept"),
    [(53.35, "53.35"), ("53.350000", "53.35"), (50, "50"), ("1e-6", "0.000001"), (-0.0, "0"), ("-0", "0")],
)
def test_degrees_are_kept_in_one_way_of_writing(given, kept):
    identity = KINDS["identity"]
    value = identity.checked({**EXAMPLES["identity"], "latitude": given})
    community = Community()
    identity.show(community, value)
    assert (value["latitude"], identity.shown(community)["latitude"], identity.checked(value)) == (kept, kept, value)


@pytest.mark.parametrize(
    ("scale", "said"),
    [
        ([("Only", 0)], "A scale has two to eight levels."),
        ([(str(n), n) for n in range(9)], "A scale has two to eight levels."),
        ([("A", 1), ("B", 2)], "The first level starts from 0."),
        ([("A", 0), ("B", 0)], "“B” must start above “A”."),
        ([("A", 0), ("a", 10)], "Two levels have the same name."),
        ([("A", 0), ("B", 101)], "Level 2, From (per cent): Ensure this value is less than or equal to 100."),
    ],
)
def test_a_scale_rises_strictly_from_nothing(scale, said):
    with pytest.raises(Refused) as refusal:
        KINDS["mastery_scale"].checked([{"name": name, "from": start} for name, start in scale])
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    ("languages", "said"),
    [
        ([], "Name at least one language."),
        (["en", "en"], "Name each language once."),
        (["en", "elvish of the west"], "Language 2, Language: We know no language called “elvish of the west”."),
    ],
)
def test_languages_are_known_and_named_once(languages, said):
    with pytest.raises(Refused) as refusal:
        KINDS["languages"].checked(languages)
    assert str(refusal.value) == said


def test_a_language_is_known_by_its_name_its_own_name_or_its_tag():
    assert KINDS["languages"].checked(["Spanish", "العربية", "zh-hant"]) == ["es", "ar", "zh-Hant"]


def test_a_term_keeps_its_key_when_it_is_renamed_and_a_new_one_gets_a_key_of_its_own():
    terms = [
        {"key": "spring", "name": "Early term", "starts": "2026-01-12", "ends": "2026-06-12"},
        {"name": "Spring", "starts": "2026-08-03", "ends": "2026-12-04"},
        {"name": "الخريف", "starts": "2027-08-03", "ends": "2027-12-04"},
    ]
    value = KINDS["calendar"].checked({"time_zone": "UTC", "terms": terms, "holidays": []})
    assert [term["key"] for term in value["terms"]] == ["spring", "spring-2", "term"]


def test_periods_are_kept_in_order_of_time():
    value = KINDS["calendar"].checked({**EXAMPLES["calendar"], "terms": EXAMPLES["calendar"]["terms"][::-1]})
    assert value == EXAMPLES["calendar"]


@pytest.mark.parametrize("role", ["administrator", "steward"])
def test_a_keyholder_cannot_lose_the_keys(role):
    with pytest.raises(Refused):
        KINDS["roles"].checked({role: ["governance.decide"]})


def test_a_role_left_as_built_in_is_not_kept():
    assert KINDS["roles"].checked({"teacher": built_in("teacher")[::-1]}) == {}


def test_adding_a_row_keeps_what_was_typed():
    shown = KINDS["mastery_scale"].form(initial=EXAMPLES["mastery_scale"])
    sent = _as_sent(shown)
    sent["levels-0-name"] = "Changed"
    again = KINDS["mastery_scale"].form(sent, adding="levels")
    assert len(again.row_sets[0].forms) == len(shown.row_sets[0].forms) + 1
    assert again.row_sets[0].forms[0]["name"].value() == "Changed"


def test_an_emptied_row_is_left_out():
    shown = KINDS["calendar"].form(initial=EXAMPLES["calendar"])
    sent = _as_sent(shown)
    for field in ("name", "starts", "ends"):
        sent[f"terms-0-{field}"] = ""
    form = KINDS["calendar"].form(sent)
    assert form.is_valid(), form.complaints()
    assert form.value()["terms"] == EXAMPLES["calendar"]["terms"][1:]


def _as_sent(shown):
    """What a browser sends when nothing is touched."""
    data = QueryDict(mutable=True)
    for form in [shown, *(each.management_form for each in shown.row_sets), *(f for r in shown.row_sets for f in r)]:
        for field in form:
            value = field.value()
            if isinstance(value, list):
                data.setlist(field.html_name, value)
            elif value is not None and value is not False:
                data[field.html_name] = "on" if value is True else str(value)
    return data


def test_roles_say_how_they_differ_from_what_is_built_in():
    learner = [code for code in built_in("learner") if code != "communities.see_people"] + ["governance.decide"]
    assert KINDS["roles"].words({"learner": learner}) == [
        ("Learner may also", "Decide on settings while the founding rule is in force"),
        ("Learner may not", "See who belongs to the community"),
    ]
    assert KINDS["roles"].words({}) == []
