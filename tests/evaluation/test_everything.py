"""Everything published together, report after report, and one who has all of it."""

from datetime import timedelta
from random import Random
from uuid import UUID

import pytest

from communities.models import Community
from evaluation.actions import publish_network_report
from evaluation.consent import POLICYMAKERS, PUBLIC
from evaluation.counting import Figure
from evaluation.models import RollUp
from evaluation.own_names import figures_for
from evaluation.periods import to_date, week_of
from tenancy.scope import in_community
from tests.evaluation.attacker import LEAVE, Attacker
from tests.evaluation.factories import WEEK, consent
from tests.evaluation.told import Told
from tests.factories import a_community

pytestmark = pytest.mark.django_db
NEXT = week_of(WEEK.ends + timedelta(days=1))
PERIODS = [WEEK, to_date(WEEK.ends + timedelta(days=2)), NEXT, to_date(NEXT.ends + timedelta(days=1))]  # each overlaps
OUTCOMES = ("Distinction", "Pass", "Fail", "Withdrawn", "")
INDICATORS = ["applied", "let_in_share", "handed_in", "marked", "days_to_a_mark", "attendance", "turnout", "spoke"]


class World:
    """Communities and what is counted of them, by chance: little, or much, or a group that one community has alone."""

    def __init__(self, seed):
        self.chance, self.chosen = Random(seed), {}
        self.places = [
            a_community(f"place-{n}", visibility=self.chance.choice(["public", "public", "public", "hidden"]))
            for n in range(self.chance.randint(2, 5))
        ]
        self.outcomes = [*self.chance.sample(OUTCOMES[:-1], self.chance.randint(2, 4)), ""]
        self.bands = {
            one.slug: self.chance.sample(["young", "old", "older", ""], self.chance.randint(1, 3))
            for one in self.places
        }
        self.learners = {one.slug: self.cells(self.bands[one.slug]) for one in self.places}
        for one in self.places:
            self.decide(one)

    def some(self):
        return self.chance.choice(
            [0, self.chance.randint(0, 9), self.chance.randint(5, 25), self.chance.randint(10, 300)]
        )

    def cells(self, bands):
        """By band, help and outcome; help is recorded in some communities alone."""
        has_help = self.chance.random() < 0.6
        return {
            (band, helped, o): self.some()
            for band in bands
            for helped in (("yes", "no") if has_help else (None,))
            for o in self.outcomes
        }

    def decide(self, place):
        chosen = self.chance.sample(INDICATORS, self.chance.randint(0, len(INDICATORS)))
        if chosen and chosen != self.chosen.get(place.slug):
            consent(place, policymakers=chosen[::2], public=chosen[1::2])
            self.chosen[place.slug] = chosen

    def decide_all(self):
        for one in self.sharing():
            if self.chance.random() < 0.3:
                self.decide(one)

    def grow(self):
        """In some cells by little, in some by much, in some not at all; once in a while nowhere."""
        often = self.chance.choice([0, 0.3, 0.7, 1])
        for cells in self.learners.values():
            for key in cells:
                if self.chance.random() < often:
                    cells[key] += self.some() if key[2] else self.chance.randint(-min(cells[key], 15), 15)

    def correct(self):
        """A figure was wrong, and is less now."""
        cells = self.chance.choice(list(self.learners.values()))
        key = self.chance.choice(list(cells))
        cells[key] = self.chance.randint(0, cells[key])

    def leave_or_come_back(self):
        place = self.chance.choice(self.places)
        shares = not Community.objects.get(pk=place.pk).shares_reports
        Community.objects.filter(pk=place.pk).update(shares_reports=shares)

    def publish(self, period):
        figures = {one.slug: self.tables(one) for one in self.sharing()}
        measures = {one.slug: self.measures(one) for one in self.sharing()} if period.kind == "weekly" else {}
        for one in self.sharing():
            self.count(one, period, figures[one.slug], measures.get(one.slug, {}))
        report = publish_network_report(period)
        own = figures_for(report, {POLICYMAKERS, PUBLIC})
        figures = {slug: tables for slug, tables in figures.items() if tables}
        return Told(period.key, report.content, report.inputs_hash, figures, own, measures)

    def sharing(self):
        there = set(Community.objects.filter(shares_reports=True).values_list("pk", flat=True))
        return [one for one in self.places if one.pk in there]

    def tables(self, place):
        """{attribute: {value: {outcome: n}}}, without noughts, as they are counted."""
        found = {}
        for (band, helped, outcome), n in self.learners[place.slug].items():
            for attribute, value in (("", ""), ("band", band), *([("help", helped)] if helped else [])):
                if n:
                    row = found.setdefault(attribute, {}).setdefault(value, {})
                    row[outcome] = row.get(outcome, 0) + n
        return found

    def measures(self, place):
        """A week's; of learners no more than there are."""
        learners = sum(self.learners[place.slug].values())
        found = {key: self.some() for key in LEAVE} | {"learners": min(self.some(), learners)}
        for part, whole in (("let_in", "applied"), ("present", "expected"), ("voted", "entitled")):
            found[part] = max(0, found[whole] - self.chance.choice([0, self.chance.randint(0, 9), self.some()]))
        return found | {"let_in": min(found["let_in"], learners)}

    def count(self, place, period, tables, measures):
        found = [Figure(key, n, {}) for key, n in measures.items()]
        for attribute, table in tables.items():
            for value, row in table.items():
                for outcome, n in row.items():
                    dims = {"outcome": outcome} | ({"attribute": attribute, "value": value} if attribute else {})
                    found.append(Figure("outcomes", n, dims, min(n, 10), self.few(place, attribute, value, outcome)))
        with in_community(place.pk):
            RollUp.objects.filter(period=period.key).delete()
            RollUp.objects.bulk_create(
                RollUp(
                    period=period.key, indicator=one.indicator, value=one.value, dims=one.dims, people=one.people,
                    learners=one.learners if one.people < 10 else [],
                )
                for one in found
            )  # fmt: skip

    def few(self, place, attribute, value, outcome):
        """Everybody is someone else."""
        where, found = {"band": 0, "help": 1}.get(attribute), []
        for number, (key, n) in enumerate(self.learners[place.slug].items()):
            if key[2] == outcome and (where is None or key[where] == value):
                found += [UUID(int=self.places.index(place) * 1000000 + number * 1000 + one) for one in range(n)]
        return found


def published(seed, *, between=()):
    """Four reports, one after the other; what happens between them."""
    world = World(seed)
    told = [world.publish(PERIODS[0])]
    for period in PERIODS[1:]:
        for happens in between:
            happens(world)
        told.append(world.publish(period))
    return told


@pytest.mark.parametrize("seed", range(12))
def test_nobody_works_out_anything_from_two_weeks_and_what_was_published_between_them(seed):
    told = published(seed, between=[World.grow])
    assert Attacker(told).found() == []


@pytest.mark.parametrize("seed", range(12))
def test_where_communities_come_and_go_and_figures_are_corrected(seed):
    told = published(seed, between=[World.grow, World.correct, World.leave_or_come_back, World.decide_all])
    assert Attacker(told).found() == []


@pytest.mark.parametrize("seed", range(4))
def test_the_same_figures_are_not_shown_another_way_when_nothing_has_changed(seed):
    """What one report hides the other would show, and both together everything."""
    world = World(seed)
    told = [world.publish(PERIODS[0])]
    world.grow()
    told += [world.publish(period) for period in PERIODS[1:3]]
    assert told[2].content["tables"] == told[1].content["tables"]
    assert Attacker(told).found() == []


def test_what_a_community_lets_leave_says_nothing_of_another_that_is_shown_with_it():
    """Eighteen enrolments and five are shown together: seventeen let in would leave the other community at most six."""
    world = World(0)
    world.places = [a_community(slug, visibility="public") for slug in ("north", "east", "west")]
    sizes = {"north": 300, "east": 9, "west": 3}
    world.learners = {slug: {("old", None, o): n for o in ("Pass", "Fail")} for slug, n in sizes.items()}
    for one in world.places:
        consent(one, public=["applied", "let_in_share", "handed_in"])
    world.measures = lambda place: (
        {"learners": 18, "applied": 40, "let_in": 17, "handed_in": 30} if place.slug != "west" else {}
    )
    told = world.publish(WEEK)
    assert {(one["community"], one["measure"]) for one in told.own} == {
        ("north", "applied"), ("north", "let_in"), ("north", "handed_in"), ("east", "applied"),
    }  # fmt: skip
    assert Attacker([told]).found() == []


@pytest.mark.parametrize("seed", [4, 6, 12, 13])
def test_what_hid_a_small_figure_is_not_shown_before_it_has_changed_by_ten(seed):
    """One who knows that figures only grow would take what is shown for the most that it can have been."""
    assert [one for one in Attacker(published(seed, between=[World.grow]), grows=True).found() if one.value < 10] == []
