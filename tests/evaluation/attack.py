"""An attacker who has everything that was published, and linear programming in exact fractions."""

from fractions import Fraction


class Attack:
    """Unknown figures, each at least nought, of which sums are known."""

    def __init__(self, names, sums):
        """`sums` are pairs: names added up, and what they come to."""
        self.names = list(names)
        place = {name: number for number, name in enumerate(self.names)}
        rows = []
        for members, value in sums:
            row = [Fraction(0)] * len(self.names) + [Fraction(value)]
            for member in members:
                row[place[member]] += 1
            rows.append(row)
        self.rows, self.basis = _feasible(_independent(rows), len(self.names))

    def interval(self, name):
        """The least and the greatest that a figure can be (None: without bound)."""
        return self._best(name, -1), self._best(name, 1)

    def _best(self, name, sign):
        goal = [Fraction(sign if one == name else 0) for one in self.names]
        found = _maximise([list(row) for row in self.rows], list(self.basis), goal)
        return None if found is None else sign * found


def _independent(rows):
    """The same equations without those that follow from others."""
    rows, done = [list(row) for row in rows], 0
    width = len(rows[0]) - 1 if rows else 0
    for column in range(width):
        pivot = next((n for n in range(done, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        _clear(rows, done, column)
        done += 1
    assert not any(row[-1] for row in rows[done:]), "what was published contradicts itself"
    return rows[:done]


def _clear(rows, at, column):
    factor = rows[at][column]
    rows[at] = [value / factor for value in rows[at]]
    for number, row in enumerate(rows):
        if number != at and row[column]:
            by = row[column]
            rows[number] = [value - by * other for value, other in zip(row, rows[at], strict=True)]


def _feasible(rows, width):
    """The equations solved for a set of figures that are then at least nought: the simplex method's first phase."""
    rows = [[-value for value in row] if row[-1] < 0 else list(row) for row in rows]
    count = len(rows)
    for number, row in enumerate(rows):
        row[-1:-1] = [Fraction(1 if one == number else 0) for one in range(count)]
    basis = [width + number for number in range(count)]
    best = _maximise(rows, basis, [Fraction(0)] * width + [Fraction(-1)] * count)
    assert best == 0, "no figures add up to what was published"
    for number in range(count):  # equations are independent, so each can be solved for a figure proper
        if basis[number] >= width:
            column = next(one for one in range(width) if rows[number][one])
            _clear(rows, number, column)
            basis[number] = column
    return [row[:width] + row[-1:] for row in rows], basis


def _maximise(rows, basis, goal):
    """Bland's rule, which never turns in circles. None: without bound."""
    while True:
        prices = [
            goal[column] - sum(goal[basis[n]] * row[column] for n, row in enumerate(rows) if goal[basis[n]])
            for column in range(len(goal))
        ]
        column = next((one for one, price in enumerate(prices) if price > 0), None)
        if column is None:
            return sum((goal[basis[n]] * row[-1] for n, row in enumerate(rows)), Fraction(0))
        ratios = [(row[-1] / row[column], basis[n], n) for n, row in enumerate(rows) if row[column] > 0]
        if not ratios:
            return None
        at = min(ratios)[2]
        _clear(rows, at, column)
        basis[at] = column
