"""An attacker who has everything that was published, and linear programming in exact numbers."""

from collections import Counter
from fractions import Fraction


class Attack:
    """Unknown figures, each at least nought, of which sums are known.

    What follows without a choice is put in first; what then has no sum in common is looked at by itself."""

    def __init__(self, names, sums):
        """`sums` are pairs: names added up, each as often as it stands there or is mapped to, and what they come to."""
        rows, self.known = _settled([(Counter(members), value) for members, value in sums])
        self.parts = {}
        for members, together in _apart(dict.fromkeys(name for name in names if name not in self.known), rows):
            part = _Part(members, together)
            self.parts |= dict.fromkeys(members, part)

    def interval(self, *names):
        """The least and the greatest that the sum of these can be (None: without bound)."""
        return self._best(names, -1), self._best(names, 1)

    def _best(self, names, sign):
        found, goals = sum(self.known.get(name, 0) for name in names), {}
        for name in names:
            if name not in self.known and name not in self.parts:
                self.parts[name] = _Part([name], [])  # in no sum
            if name not in self.known:
                goals.setdefault(id(self.parts[name]), (self.parts[name], {}))[1][name] = sign
        for part, goal in goals.values():
            best = part.best(goal)
            if best is None:
                return None
            found += sign * best
        return found


class _Part:
    """Figures that hang together: equations, solved for some of them, the basis."""

    def __init__(self, names, equations):
        place = {name: number for number, name in enumerate(names)}
        rows = [({place[name]: times for name, times in row.items()}, value) for row, value in equations]
        self.place, self.width = place, len(names)
        self.rows, self.values, self.basis = _feasible(rows, self.width)

    def best(self, goal):
        """The greatest of the goal, from wherever the last question ended."""
        return _maximise(self.rows, self.values, self.basis, {self.place[name]: n for name, n in goal.items()})


def _settled(sums):
    """Without what a single equation says, and what it says."""
    known, todo = {}, sums
    while True:
        rows, found = [], False
        for members, value in todo:
            left = {name: times for name, times in members.items() if name not in known}
            rest = value - sum(times * known[name] for name, times in members.items() if name in known)
            assert left or rest == 0, "what was published contradicts itself"
            if len(left) == 1 or (left and rest == 0 and min(left.values()) > 0):  # nought is of noughts alone
                known |= {name: _whole(rest, times) for name, times in left.items()}
                found = True
            elif left:
                rows.append((left, rest))
        if not found:
            return rows, known
        todo = rows


def _apart(names, rows):
    """Figures without an equation in common, with the equations of each."""
    home = {name: name for name in names}

    def root(name):
        while home[name] != name:
            home[name] = home[home[name]]
            name = home[name]
        return name

    for row, _value in rows:
        first, *others = row
        for other in others:
            home[root(other)] = root(first)
    together = {}
    for name in names:
        together.setdefault(root(name), ([], []))[0].append(name)
    for row in rows:
        together[root(next(iter(row[0])))][1].append(row)
    return together.values()


def _whole(value, by):
    if by in (1, -1):
        return value * by
    found = Fraction(value) / by
    return found.numerator if found.denominator == 1 else found


def _feasible(equations, width):
    """Solved for a set of figures that are then at least nought: the simplex method's first phase."""
    rows, values, basis = [], [], []
    for number, (row, value) in enumerate(equations):
        sign = -1 if value < 0 else 1
        rows.append({column: sign * times for column, times in row.items()} | {width + number: 1})
        values.append(sign * value)
        basis.append(width + number)
    best = _maximise(rows, values, basis, {width + number: -1 for number in range(len(rows))})
    assert best == 0, "no figures add up to what was published"
    for number in range(len(rows)):
        column = next((one for one in rows[number] if one < width), None) if basis[number] >= width else None
        if column is not None:
            _turn(rows, values, basis, number, column)
    kept = [number for number in range(len(rows)) if basis[number] < width]  # the others follow from these
    proper = [{column: times for column, times in rows[n].items() if column < width} for n in kept]
    return proper, [values[n] for n in kept], [basis[n] for n in kept]


def _turn(rows, values, basis, at, column):
    """Solve for that column what was solved for another."""
    factor = rows[at][column]
    row = rows[at] = {one: _whole(times, factor) for one, times in rows[at].items()}
    value = values[at] = _whole(values[at], factor)
    basis[at] = column
    for number, other in enumerate(rows):
        by = other.get(column) if number != at else None
        if by:
            values[number] -= by * value
            for one, times in row.items():
                left = other.get(one, 0) - by * times
                if left:
                    other[one] = left
                else:
                    other.pop(one, None)


def _maximise(rows, values, basis, goal):
    """Bland's rule, which never turns in circles. None: without bound."""
    while True:
        prices = dict(goal)
        for number, column in enumerate(basis):
            worth = goal.get(column)
            if worth:
                for one, times in rows[number].items():
                    prices[one] = prices.get(one, 0) - worth * times
        column = min((one for one, price in prices.items() if price > 0), default=None)
        if column is None:
            return sum(goal.get(one, 0) * values[number] for number, one in enumerate(basis))
        ratios = [
            (Fraction(values[n]) / row[column], basis[n], n) for n, row in enumerate(rows) if row.get(column, 0) > 0
        ]
        if not ratios:
            return None
        _turn(rows, values, basis, min(ratios)[2], column)
