"""What communities are measured by: the registry, what cannot be an indicator, and those of one's own."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities.models import Community
from evaluation.counting import count_all
from evaluation.defining import define_indicator, end_indicator, own_indicators, redefine_indicator
from evaluation.facts import SOURCES
from evaluation.formulas import Formula, Unsound, formula_of
from evaluation.indicators import IN_ORDER, INDICATORS
from evaluation.measures import MEASURES
from evaluation.models import OwnIndicator, Report
from evaluation.periods import week_of
from evaluation.reading import lines
from learners.actions import withdraw
from learners.distance import km_between
from learners.models import Enrolment, Held
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.admissions.factories import a_draw, a_round, admitting, an_application
from tests.attendance.factories import a_roll
from tests.communities.factories import an_api
from tests.evaluation.factories import WEEK, a_report, enrolments, learners
from tests.evaluation.test_counting import hand_in
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import an_offering

pytestmark = pytest.mark.django_db
API = "/api/v1/c/north/indicators/"
NO_PART = (
    "“Enrolments that ended” is no part of “New enrolments”: the share could be over 100, and a small part"
    " could not be hidden safely."
)
OURS = {"label": "Work for each enrolment", "why": "To see the pace.", "made": "rate", "measure": "handed_in"}


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture(autouse=True)
def south():
    """Whose rows could leak: learners, work and an indicator of its own."""
    south = a_community("south")
    some = enrolments(south, number=3, on=date(2026, 3, 3))
    with in_community(south.pk):
        hand_in(some, on=date(2026, 3, 4))
        define_indicator(**OURS, of="joined", by=a_member(south, "sue", "administrator"))
    return south


def test_every_indicator_says_what_it_is_made_of():
    assert len(INDICATORS) == len(IN_ORDER)
    for one in IN_ORDER:
        assert formula_of(one.formula._asdict()) == one.formula
        assert one.smallest == 10
        assert all(measure.source in SOURCES for measure in one.formula.measures)
    assert {one.within for one in MEASURES.values()} - {""} <= MEASURES.keys()
    assert all(MEASURES[one.within].unit == one.unit for one in MEASURES.values() if one.within)


@pytest.mark.parametrize(
    ("said", "field", "why"),
    [
        ({"made": "count", "measure": "smiles"}, "measure", "There is no number called “smiles”."),
        ({"made": "share", "measure": "passed", "of": "smiles"}, "of", "There is no number called “smiles”."),
        ({"made": "share", "measure": "passed"}, "of", "There is no number called “”."),
        ({"made": "sum", "measure": "passed"}, "made", "An indicator is a count, a share or a rate."),
        ({"made": "count", "measure": "passed", "of": "ended"}, "of", "A count is not divided: leave this empty."),
        ({"made": "rate", "measure": "ended", "of": "ended"}, "of", "Divided by itself it is always the same."),
        (
            {"made": "share", "measure": "handed_in", "of": "learners"},
            "of",
            "“Activities handed in” counts activities and “Learners” people: a share needs the same unit.",
        ),
        (
            {"made": "share", "measure": "ended", "of": "joined"},
            "of",
            NO_PART,
        ),
        (
            {"made": "rate", "measure": "learners", "of": "money_out"},
            "of",
            "Money comes in several currencies: nothing is divided by it.",
        ),
        (
            {"made": "count", "measure": "outcomes"},
            "measure",
            "That is a table of its own; take how many passed, or left early.",
        ),
    ],
)
def test_what_cannot_be_an_indicator_is_refused_with_the_reason_at_its_field(north, said, field, why):
    ada = a_member(north, "ada", "administrator")
    with in_community(north.pk), pytest.raises(Unsound) as refused:
        define_indicator(label="Ours", why="So.", **said, by=ada)
    assert (refused.value.field, str(refused.value)) == (field, why)
    answer = an_api(ada.person).post(API, {"label": "Ours", "why": "So.", **said}, format="json")
    assert answer.status_code in (400, 409)
    with in_community(north.pk):
        assert OwnIndicator.objects.count() == 0


def test_what_has_always_been_nought_divides_nothing(north, south):
    ada = a_member(north, "ada", "administrator")
    with in_community(north.pk), pytest.raises(Unsound, match="“New enrolments” has always been nought here"):
        define_indicator(**OURS, of="joined", by=ada)
    enrolments(north, number=1)
    with in_community(north.pk):
        assert str(define_indicator(**OURS, of="joined", by=ada).formula) == "Activities handed in / New enrolments"


def test_a_value_that_would_be_divided_by_nought_is_left_out():
    formula = Formula("share", "passed", "ended")
    assert formula.value({"passed": 1, "ended": 3}) == Fraction(100, 3)
    assert (formula.value({"passed": 0, "ended": 0}), formula.value({"passed": 1})) == (None, None)


def test_the_next_report_has_our_own_and_those_written_keep_theirs(north):
    ada = a_member(north, "ada", "administrator")
    there = enrolments(north, number=4, on=date(2026, 3, 3))
    with in_community(north.pk):
        hand_in([*there, *there[:2]], on=date(2026, 3, 4))
        first = define_indicator(**OURS, of="joined", by=ada)
    report = a_report(north)
    assert _shown(report, north, first.key) == ("Work for each enrolment", "1.5")
    with in_community(north.pk):
        second = redefine_indicator(first, **{**OURS, "measure": "joined", "label": "New ones"}, of="learners", by=ada)
        with pytest.raises(Refused, match="changed or ended meanwhile"):
            redefine_indicator(first, **OURS, of="learners", by=ada)
    assert (second.key, second.version) == (first.key, 2)
    assert _shown(a_report(north, week_of(date(2026, 3, 11))), north, first.key) == ("New ones", "0.0")
    with in_community(north.pk):
        end_indicator(second)
        old = Report.objects.get(period=WEEK.key)
    assert _shown(old, north, first.key) == ("Work for each enrolment", "1.5")
    assert _shown(a_report(north, week_of(date(2026, 3, 18))), north, first.key) is None


def _shown(report, community, key):
    return next(((one.label, one.value) for one in lines(report.content, community) if one.key == key), None)


def test_attendance_waiting_for_marks_and_shares_are_counted(north):
    offering = an_offering(north)
    there = enrolments(north, offering, people=learners(4), on=date(2026, 3, 3))
    enrolments(north, offering, number=3, outcome="Pass", ended_on=date(2026, 3, 4))
    enrolments(north, offering, number=1, outcome="Withdrawn", ended_on=date(2026, 3, 4))
    with in_community(north.pk):
        hand_in(there[:2], on=date(2026, 3, 2), marked_at=datetime(2026, 3, 5, 9, tzinfo=UTC))
    found = {one.key: one.value for one in lines(a_report(north).content, north)}
    names = ("passed_share", "left_share", "days_to_a_mark", "handed_in_each", "free_share", "let_in_share")
    assert {name: found.get(name) for name in names} == {
        "passed_share": "75.0%",
        "left_share": "25.0%",
        "days_to_a_mark": "3.0",
        "handed_in_each": "0.5",
        "free_share": "100.0%",
        "let_in_share": None,
    }


def test_rolls_are_counted_in_their_period(north):
    offering = an_offering(north)
    there = enrolments(north, offering, people=learners(3))
    on = timezone.localdate()
    a_roll(offering, a_member(north, "tea", "teacher"), on=on, **{there[0].person.username: "ill"})
    with in_community(north.pk):
        found = {one.indicator: one.value for one in count_all(north, week_of(on))}
        later = {one.indicator: one.value for one in count_all(north, week_of(on + timedelta(days=14)))}
    assert (found["expected"], found["present"], later["expected"], later["present"]) == (3, 2, 0, 0)


def test_who_left_a_waiting_list_was_not_let_in():
    east = admitting("east")
    asked = a_round(east, capacity=1, days=1)
    for name in ("bo", "cy", "di"):
        an_application(asked, name)
    a_draw(asked)
    with in_community(east.pk):
        withdraw(Enrolment.objects.filter(state="waiting").order_by("place").first(), by=a_person("ada"))
        found = {one.indicator: one.value for one in count_all(east, week_of(timezone.localdate()))}
    assert (found["applied"], found["let_in"]) == (3, 1)


@pytest.mark.parametrize(
    ("role", "slug", "read", "write"),
    [("administrator", "north", 200, 201), ("teacher", "north", 200, 403), ("learner", "north", 403, 403),
     ("administrator", "south", 403, 403)],
)  # fmt: skip
def test_who_reads_and_who_defines(north, south, role, slug, read, write):
    enrolments(north, number=1)
    api = an_api(a_member(north if slug == "north" else south, "ada", role).person)
    assert api.get(API).status_code in ({200} if read == 200 else {403, 404})
    written = api.post(API, {**OURS, "of": "joined"}, format="json")
    assert written.status_code in ({201} if write == 201 else {403, 404})


def test_the_api_reads_changes_and_ends_our_own(north):
    enrolments(north, number=1)
    api = an_api(a_member(north, "ada", "administrator").person)
    made = api.post(API, {**OURS, "of": "joined"}, format="json").json()
    own = [one for one in api.get(API).json() if one["id"]]
    assert [(one["label"], one["unit"], one["version"]) for one in own] == [
        ("Work for each enrolment", "activities / enrolments", 1)
    ]
    assert {one["key"] for one in api.get("/api/v1/c/north/measures/").json()} == MEASURES.keys()
    changed = api.put(f"{API}{made['id']}/", {**OURS, "of": "learners"}, format="json").json()
    assert (changed["version"], changed["of"]) == (2, "learners")
    assert api.delete(f"{API}{made['id']}/").status_code == 404
    assert api.delete(f"{API}{changed['id']}/").status_code == 204
    with in_community(north.pk):
        assert not own_indicators().exists()


def test_the_page_defines_refuses_at_the_field_and_ends(north, client):
    enrolments(north, number=1)
    client.force_login(a_member(north, "ada", "administrator").person)
    wrong = client.post("/c/north/reports/indicators/new/", {**OURS, "made": "share", "of": "learners"})
    assert wrong.status_code == 422
    assert "a share needs the same unit" in wrong.content.decode()
    client.post("/c/north/reports/indicators/new/", {**OURS, "of": "joined"})
    page = client.get("/c/north/reports/indicators/").content.decode()
    assert page.count("Work for each enrolment") >= 1
    with in_community(north.pk):
        one = own_indicators().get()
    assert client.get(f"/c/north/reports/indicators/{one.pk}/").status_code == 200
    client.post(f"/c/north/reports/indicators/{one.pk}/end/")
    assert "Work for each enrolment" not in client.get("/c/north/reports/indicators/").content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_asks_the_same_at_one_and_at_thirty(north, client, number):
    enrolments(north, number=1)
    ada = a_member(north, "ada", "administrator")
    with in_community(north.pk):
        for n in range(number):
            define_indicator(**{**OURS, "label": f"Ours {n}"}, of="joined", by=ada)
    client.force_login(ada.person)
    client.get("/c/north/reports/indicators/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/c/north/reports/indicators/")
    assert len(captured) == 10


def test_the_way_from_other_homes_is_measured_where_both_say_where_they_are(north):
    """Galway and Cork, 160 km apart; neither who is at home here counts, nor what is online, nor a home without a place."""
    east, nowhere = a_community("east"), a_community("nowhere")
    Community.objects.filter(pk=north.pk).update(latitude=53.2707, longitude=-9.0568)
    Community.objects.filter(pk=east.pk).update(latitude=51.8985, longitude=-8.4756)
    here, online = an_offering(north), an_offering(north, held=Held.ONLINE)
    on = timezone.localdate()
    for offering, home, number in ((here, east, 3), (here, nowhere, 2), (here, north, 4), (online, east, 5)):
        rows = enrolments(north, offering, number=number, on=on)
        with in_community(north.pk):
            Enrolment.objects.filter(pk__in=[one.pk for one in rows]).update(home=home)
    with in_community(north.pk):
        found = {one.indicator: one.value for one in count_all(north, week_of(on))}
    told = km_between(*Community.objects.filter(slug__in=("north", "east")))
    assert (found["from_elsewhere"], found["way_told"], found["way"]) == (10, 3, round(3 * told))
    assert 155 < INDICATORS["way_each"].formula.value(found) < 165
