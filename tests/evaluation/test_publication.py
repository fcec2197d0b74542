"""The network's report from communities' figures, and what an attacker makes of one or two of them."""

from datetime import date, timedelta
from itertools import count
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from communities.models import Community
from communities.suppression import TOTAL, Cell
from evaluation.models import NetworkReport
from evaluation.network import MANY, Contribution
from evaluation.observatory import headline, share_of
from evaluation.periods import week_of
from evaluation.publication import assemble
from evaluation.words import COARSE
from tests.evaluation.attack import Attack

WEEKS = [week_of(date(2026, 3, 2) + timedelta(weeks=n)) for n in range(4)]
PLACES = [Community(slug=slug, name=slug.title(), pk=uuid4()) for slug in ("east", "north", "south", "west")]
_someone = count(1)


def a_cell(value):
    """So many enrolments, each of someone else."""
    return Cell(value, MANY if value >= 10 else frozenset(UUID(int=next(_someone) + 100) for _ in range(value)))


def added(cells):
    return sum(cells, Cell())


def contributions(counts, places=PLACES):
    """`counts` is {(community's slug, band, outcome): enrolments}."""
    made = []
    for place in places:
        cells = {(band, o): a_cell(n) for (slug, band, o), n in counts.items() if slug == place.slug}
        if cells:
            outcomes = sorted({o for _band, o in cells})
            bands = {band: {o: cells[band, o] for o in outcomes if (band, o) in cells} for band, _o in sorted(cells)}
            everybody = {o: added(row[o] for row in bands.values() if o in row) for o in outcomes}
            made.append(Contribution(place, {"": {"": everybody}, "band": bands}))
    return made


_kept = {}


def publish(counts, week=0, former=None, places=PLACES):
    """Communities keep their figures of each week."""
    if former is None:
        _kept.clear()
    _kept[WEEKS[week].key] = contributions(counts, places)
    made = assemble(_kept[WEEKS[week].key], period=WEEKS[week], former=former, then=_kept)
    return NetworkReport(
        period=WEEKS[week].key, content=made.content, shown=made.shown, bases=made.bases, inputs_hash=made.inputs_hash
    )


def table_of(report, name="community"):
    return next((table for table in report.content["tables"] if table["name"] == name), None)


def cells_of(report, name="community"):
    table = table_of(report, name)
    return table and {row["key"]: row["cells"] for row in table["rows"]}


def of(slug, **bands):
    """{"young": [pass, fail], …} of one community."""
    return {(slug, band, o): n for band, row in bands.items() for o, n in zip(("Pass", "Fail"), row, strict=True)}


def test_figures_of_ten_and_more_are_added_up_and_shown():
    report = publish(of("north", young=[20, 30], old=[40, 50]) | of("south", young=[11, 12], old=[13, 14]))
    assert report.content["sums"] == {"as_of": "2026-W10", "cells": {"Pass": 84, "Fail": 106, "*": 190}}
    assert cells_of(report) == {"north": {"Pass": 60, "Fail": 80, "*": 140}, "south": {"Pass": 24, "Fail": 26, "*": 50}}
    assert cells_of(report, "by band") == {
        "old": {"Pass": 53, "Fail": 64, "*": 117},
        "young": {"Pass": 31, "Fail": 42, "*": 73},
    }


def test_a_learner_of_two_communities_counts_once_towards_ten():
    """Six learners with two enrolments each are no ten."""
    counts = of("north", young=[6, 40], old=[40, 40]) | of("south", young=[6, 40], old=[40, 40])
    same = frozenset(UUID(int=n + 1) for n in range(6))
    apart, together = contributions(counts), contributions(counts)
    for one in together:
        one.tables["band"]["young"]["Pass"] = Cell(6, same)
    made = [assemble(given, period=WEEKS[0]).content for given in (apart, together)]
    young = [
        next(row for row in content["tables"][1]["rows"] if row["key"] == "young")["cells"]["Pass"] for content in made
    ]
    assert young == [12, None]


def test_an_outcome_of_few_is_left_out_of_every_sum():
    counts = of("north", young=[20, 4], old=[40, 3]) | of("south", young=[21, 1], old=[23, 0])
    report = publish(counts)
    assert report.content["outcomes"] == ["Pass"]
    assert cells_of(report)["north"] == {"Pass": 60, "*": 60}


def test_values_that_few_have_are_not_named():
    counts = of("north", young=[20, 30], **{"walks with a stick": [3, 2]}, old=[40, 50])
    report = publish(counts | of("south", young=[20, 30], old=[40, 50]))
    assert "stick" not in str(report.content)


def test_a_community_that_strangers_may_not_see_is_counted_and_not_named():
    hidden = Community(slug="secret", name="Secret", pk=uuid4(), visibility="hidden")
    counts = of("north", young=[20, 30]) | of("south", young=[25, 35]) | of("secret", young=[50, 60])
    report = publish(counts, places=[*PLACES, hidden])
    assert report.content["sums"]["cells"]["Pass"] == 95
    assert "secret" not in str(report.content).lower()
    assert table_of(report)["together"] == {"rows": 2, "cells": {"Pass": 70, "Fail": 90, "*": 160}}


def test_groups_of_a_single_community_are_not_shown():
    assert table_of(publish(of("north", young=[20, 30], old=[40, 50])), "by band") is None


def test_the_same_figures_again_are_the_same_report():
    counts = of("north", young=[20, 30], old=[40, 3]) | of("south", young=[21, 15], old=[23, 40])
    first = publish(counts)
    again = publish(counts, 1, first)
    assert [cells_of(again, name) for name in ("community", "by band")] == [
        cells_of(first, name) for name in ("community", "by band")
    ]
    assert first.inputs_hash == again.inputs_hash


def test_a_figure_that_changed_by_few_keeps_its_former_value():
    before = of("north", young=[200, 300], old=[200, 300]) | of("south", young=[200, 300], old=[200, 300])
    after = before | of("north", young=[204, 350], old=[200, 300]) | of("south", young=[240, 340], old=[230, 330])
    after |= of("west", young=[60, 70], old=[60, 70])
    report = publish(after, 1, publish(before))
    assert report.content["sums"]["as_of"] == "2026-W11"
    rows = {row["key"]: row for row in table_of(report)["rows"]}
    assert rows["north"]["cells"]["Pass"] is None
    assert rows["north"]["former"]["Pass"] == [400, "2026-W10"]


def test_while_little_has_changed_in_all_nothing_is_renewed():
    before = of("north", young=[200, 300]) | of("south", young=[200, 300])
    first = publish(before)
    report = publish(before | of("north", young=[203, 300]), 1, first)
    assert report.content["sums"] == first.content["sums"]
    assert cells_of(report) == cells_of(first)
    later = publish(before | of("north", young=[212, 300]), 2, report)
    assert later.content["sums"]["as_of"] == "2026-W12"
    assert cells_of(later)["north"]["Pass"] == 212


def test_groups_wait_until_the_change_is_of_two_communities():
    before = of("north", young=[200, 300], old=[200, 300]) | of("south", young=[200, 300], old=[200, 300])
    one = before | of("north", young=[230, 330], old=[220, 320])
    report = publish(one, 1, publish(before))
    assert (table_of(report)["as_of"], table_of(report, "by band")["as_of"]) == ("2026-W11", "2026-W10")
    both = one | of("south", young=[230, 330], old=[220, 320])
    assert table_of(publish(both, 2, report), "by band")["as_of"] == "2026-W12"


def test_a_community_that_no_longer_shares_is_gone_and_not_the_difference():
    counts = of("north", young=[200, 300], old=[50, 60]) | of("south", young=[200, 300], old=[20, 4])
    counts |= of("west", young=[70, 80], old=[90, 100])
    first = publish(counts)
    report = publish({key: n for key, n in counts.items() if key[0] != "south"}, 1, first)
    assert "south" not in str(report.content)
    assert table_of(report, "by band") is None  # else the former less the new one would be the south's


def test_fewer_than_ten_learners_are_no_report():
    report = publish(of("north", young=[2, 3]))
    assert (report.content["sums"], report.content["tables"]) == (None, [])
    assert publish({}).content["sums"] is None


def test_where_outcomes_are_too_few_a_table_says_who_passed_and_who_did_not():
    counts = {
        (slug, band, o): n
        for slug in ("north", "south")
        for band, row in {"young": (30, 4, 3, 4), "old": (25, 4, 4, 4)}.items()
        for o, n in zip(("Pass", "Distinction", "Fail", "Withdrawn"), row, strict=True)
    }
    report = publish(counts)
    assert report.content["outcomes"] == ["Distinction", "Pass", "Fail", "Withdrawn"]
    assert cells_of(report)["north"] == {"passed": 63, "not passed": 15, "*": 78}
    finer = {key: n * 10 for key, n in counts.items()}
    assert table_of(publish(finer))["outcomes"] == ["Distinction", "Pass", "Fail", "Withdrawn"]
    assert table_of(publish(finer, 1, publish(counts)))["outcomes"] == ["passed", "not passed"]  # and stays so


# The attacker. Truth and knowledge are by table, by row and by outcome.


def truth(counts):
    tables = {"community": {}, "by band": {}}
    for (slug, band, outcome), n in counts.items():
        for name, row in (("community", slug), ("by band", band)):
            cells = tables[name].setdefault(row, {})
            cells[outcome] = cells.get(outcome, 0) + n
    return tables


def knowledge(report, counts):
    """Sums that the report makes known of the figures at its time, by table, with the rows it leaves out."""
    outcomes, known = report.content["outcomes"], []
    if not outcomes or report.content["sums"]["as_of"] != report.period:
        return known
    for name, rows in truth(counts).items():
        known += [([(name, row, o) for row in rows], report.content["sums"]["cells"][o]) for o in outcomes]
        table = table_of(report, name)
        if table is None or table["as_of"] != report.period:
            continue
        shown = {row["key"]: row["cells"] for row in table["rows"] if any(v is not None for v in row["cells"].values())}
        over = {column: [o for o in COARSE.get(column, [column]) if o in outcomes] for column in table["outcomes"]}
        over[TOTAL] = outcomes
        for row, cells in shown.items():
            known += [([(name, row, one) for one in over[o]], v) for o, v in cells.items() if v is not None]
        if table["together"]:
            left = [row for row in rows if row not in shown]
            cells = table["together"]["cells"].items()
            known += [([(name, row, one) for row in left for one in over[o]], v) for o, v in cells if v is not None]
    return known


def figures_at(report, counts):
    return [(name, row, o) for name, rows in truth(counts).items() for row in rows for o in report.content["outcomes"]]


def column_of(report, name, outcome):
    """Where the outcome stands alone; none in a table that adds it up with another."""
    table = table_of(report, name)
    if table is None or outcome in table["outcomes"]:
        return outcome
    column = next((one for one in table["outcomes"] if outcome in COARSE.get(one, ())), None)
    return column if column and set(COARSE[column]) & set(report.content["outcomes"]) == {outcome} else None


def shown_now(report, name, row, outcome):
    table = table_of(report, name)
    column = column_of(report, name, outcome)
    return table and table["as_of"] == report.period and (cells_of(report, name).get(row) or {}).get(column) is not None


few_or_many = st.one_of(st.integers(0, 9), st.integers(0, 30), st.integers(10, 300))


@st.composite
def worlds(draw):
    places, bands = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    return {
        (place.slug, f"band{band}", outcome): draw(few_or_many)
        for place in PLACES[:places]
        for band in range(bands)
        for outcome in ("Pass", "Fail", "Withdrawn")
    }


def assert_nothing_is_given_away(report, counts):
    known = knowledge(report, counts)
    if not known:
        return
    attack, tables = Attack(figures_at(report, counts), known), truth(counts)
    for name, row, outcome in figures_at(report, counts):
        value, (low, high) = tables[name][row].get(outcome, 0), attack.interval((name, row, outcome))
        if shown_now(report, name, row, outcome) or len(tables[name]) == 1:  # a table of one row is the sums
            assert low == high == value >= 10
        elif value < 10 and column_of(report, name, outcome):
            assert low == 0
            assert high >= 9
        else:
            assert high - low >= 10


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_nobody_works_out_what_a_report_hides(counts):
    assert_nothing_is_given_away(publish(counts), counts)


@settings(max_examples=60, deadline=None)
@given(st.data(), worlds())
def test_nobody_works_out_a_small_change_from_two_reports(data, counts):
    """Figures grow, by little or by much, and the attacker knows that they only grow."""
    growth = {key: data.draw(st.one_of(st.just(0), few_or_many)) for key in counts}
    later = {key: n + growth[key] for key, n in counts.items()}
    first = publish(counts)
    second = publish(later, 1, first)
    assert_nothing_is_given_away(second, later)
    before, after = truth(counts), truth(later)
    for name, rows in after.items():
        for row, cells in rows.items():
            for outcome, value in cells.items():
                change = value - before[name][row].get(outcome, 0)
                if shown_now(first, name, row, outcome) and shown_now(second, name, row, outcome):
                    assert change == 0 or change >= 10
    if not (knowledge(first, counts) and knowledge(second, later)):
        return
    old = [((*key, "then"),) for key in figures_at(first, counts)]
    names = [key for (key,) in old] + [(*key, "since") for key in figures_at(second, later)]
    names += [(*key, "then") for key in figures_at(second, later) if (*key, "then") not in names]
    sums = [([(*key, "then") for key in keys], value) for keys, value in knowledge(first, counts)]
    sums += [
        ([(*key, when) for key in keys for when in ("then", "since")], value)
        for keys, value in knowledge(second, later)
    ]
    attack = Attack(names, sums)
    for name, row, outcome in figures_at(second, later):
        change = after[name][row][outcome] - before[name][row].get(outcome, 0)
        if 0 < change < 10 and shown_now(first, name, row, outcome):
            low, high = attack.interval((name, row, outcome, "since"))
            assert high is None or high - low >= 10, (name, row, outcome, change, low, high)


def test_no_share_says_that_all_passed_where_those_who_did_not_are_too_few_to_show():
    counts = of("north", young=[40, 2], old=[40, 1]) | of("south", young=[40, 3], old=[40, 1])
    content = publish(counts).content
    assert content["outcomes"] == ["Pass"]
    assert share_of(content["sums"]["cells"]) is None
    assert headline(content) == "160 enrolments"
