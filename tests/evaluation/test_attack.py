"""The attacker's own arithmetic."""

from tests.evaluation.attack import Attack


def test_a_figure_that_a_sum_gives_away_is_found():
    attack = Attack(["a", "b", "c"], [(["a", "b", "c"], 30), (["a"], 12), (["b"], 11)])
    assert attack.interval("c") == (7, 7)


def test_a_figure_behind_two_equations_is_found():
    attack = Attack(["a", "b", "c", "d"], [(["a", "b"], 10), (["c", "d"], 20), (["a", "c"], 9), (["b"], 4)])
    assert [attack.interval(name) for name in "abcd"] == [(6, 6), (4, 4), (3, 3), (17, 17)]


def test_what_is_left_open_is_open():
    attack = Attack(["a", "b", "c", "d"], [(["a", "b"], 14), (["c", "d"], 30), (["a", "c"], 20), (["b", "d"], 24)])
    assert attack.interval("a") == (0, 14)
    assert attack.interval("d") == (10, 24)


def test_without_a_sum_there_is_no_bound():
    assert Attack(["a", "b"], [(["b"], 3)]).interval("a") == (0, None)
