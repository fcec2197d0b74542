"""Which figures of one community leave it under its name, and what an attacker makes of two publications."""

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.leaving import ALONE, can_leave, leaving, measures_of
from evaluation.measures import MEASURES
from tests.evaluation.attack import Attack

WEEKS = ("2026-W10", "2026-W11")
WHOLES = {"applied": "let_in", "expected": "present", "entitled": "voted"}
ALL = measures_of(can_leave())


def test_what_has_a_sum_in_common_with_the_tables_by_outcome_never_leaves_alone():
    told = {one.key for one in can_leave()}
    assert told.isdisjoint(
        {"learners", "joined", "passed_share", "left_share", "free_share", "came", "went", "to_mark"}
    )
    assert {"applied", "let_in_share", "attendance", "turnout", "days_to_a_mark", "offerings"} <= told


def test_less_than_ten_does_not_leave():
    assert leaving({"applied": 9, "spoke": 10, "learners": 50}, {"applied", "spoke"}, {}) == {"spoke": 10}


def test_a_part_leaves_only_if_the_rest_is_ten():
    whole = {"applied": 30, "let_in": 21}
    assert leaving(whole, {"applied", "let_in"}, {}) == {"applied": 30}
    assert leaving({**whole, "let_in": 20}, {"applied", "let_in"}, {}) == {"applied": 30, "let_in": 20}


def test_what_was_not_asked_for_stays():
    assert leaving({"applied": 30, "spoke": 20, "learners": 99}, {"applied", "learners"}, {}) == {"applied": 30}


def test_a_little_difference_stays():
    last = {"applied": (30, WEEKS[0])}
    for now, told in ((30, True), (31, False), (39, False), (40, True), (21, False), (20, True)):
        assert ("applied" in leaving({"applied": now}, {"applied"}, last)) is told


def test_a_little_difference_of_the_rest_stays():
    last = {"applied": (50, WEEKS[0]), "let_in": (30, WEEKS[0])}
    assert leaving({"applied": 65, "let_in": 40}, {"applied", "let_in"}, last) == {"applied": 65}
    assert leaving({"applied": 70, "let_in": 40}, {"applied", "let_in"}, last) == {"applied": 70, "let_in": 40}


def test_what_few_learners_did_stays_however_often_they_did_it():
    figures = {"handed_in": 90, "expected": 80, "present": 60, "learners": 9}
    assert leaving(figures, {"handed_in", "expected", "present"}, {}) == {}
    assert leaving({**figures, "learners": 10}, {"handed_in"}, {}) == {"handed_in": 90}


def test_days_leave_if_the_marks_that_were_waited_for_are_ten():
    assert leaving({"days_to_mark": 60, "marked": 9, "learners": 20}, {"days_to_mark", "marked"}, {}) == {}


def test_things_that_are_nobody_are_counted_from_the_first():
    assert leaving({"offerings": 3, "decisions": 0}, {"offerings", "decisions"}, {}) == {"offerings": 3, "decisions": 0}


@st.composite
def weeks(draw):
    """Two weeks' figures; parts are parts, as they are in a community."""
    number = st.integers(0, 45)
    made = []
    for _week in WEEKS:
        figures = {key: draw(number) for key in sorted(ALONE)}
        for whole, part in WHOLES.items():
            figures[whole] = figures[part] + draw(number)
        made.append({**figures, "learners": draw(st.sampled_from([8, 30]))})
    return made, [draw(st.sets(st.sampled_from(sorted(ALL)))) for _week in WEEKS]


@settings(max_examples=60, deadline=None)
@given(weeks())
def test_two_publications_give_no_hidden_figure_away(told):
    """All unknown: of each week the parts and what is not of them; a whole is both together."""
    figures, wanted = told
    names, sums, last = [], [], {}
    for week, now, asked in zip(WEEKS, figures, wanted, strict=True):
        out = leaving(now, asked, last)
        last = {**last, **{key: (value, week) for key, value in out.items()}}
        rests = {part: f"rest of {whole}" for whole, part in WHOLES.items()}
        names += [(week, key) for key in sorted(ALONE) if key not in WHOLES] + [(week, key) for key in rests.values()]
        for key, value in out.items():
            members = [(week, WHOLES[key]), (week, rests[WHOLES[key]])] if key in WHOLES else [(week, key)]
            sums.append((members, value))
    attack = Attack(names, sums)
    for week, key in names:
        now = figures[WEEKS.index(week)]
        part = next((one for whole, one in WHOLES.items() if key == f"rest of {whole}"), "")
        value = now[MEASURES[part].within] - now[part] if part else now[key]
        counts_people = part or MEASURES[key].unit not in ("offerings", "curricula", "decisions")
        if counts_people and value < 10:
            low, high = attack.interval((week, key))
            assert low == 0, (week, key)
            assert high is None or high >= 9, (week, key)
