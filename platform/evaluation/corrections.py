"""What came to be counted otherwise after a report was written; the report itself stays as it was."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from evaluation import drawing, reading
from evaluation.hashes import Seal, seal_for
from evaluation.measures import OF_THE_MOMENT
from evaluation.models import Report, RollUp

OF_PUBLISHING = ("published_at", "words", "words_by", "decision")
Figures = Iterable[Mapping[str, Any]]  # {"indicator", "dims", "value"}


class Difference(NamedTuple):
    """A figure as the report has it and as it is counted now; None: not there."""

    indicator: str
    dims: dict[str, str]
    value: int | None
    counted: int | None


class Read(NamedTuple):
    """A report as one reader may see it, with what was counted otherwise since (`corrected_at`)."""

    report: Report
    content: dict[str, Any]
    seal: Seal
    corrections: list[Difference]
    corrected_at: datetime | None


def as_read(report: Report, access: Any) -> Read:
    """Of the open scope's community, in one query; without the indicators that this reader may not see."""
    content = reading.for_reader(report.content, access)
    rows = list(RollUp.objects.filter(period=report.period).values("indicator", "dims", "value", "counted_at"))
    counted = reading.for_reader({**report.content, "figures": rows}, access)["figures"]
    found = differences(content["figures"], counted) if rows else []
    corrected_at = max(row["counted_at"] for row in rows) if found else None
    return Read(report, content, seal_for(report.content, report.salts, content), found, corrected_at)


def as_record(read: Read) -> dict[str, Any]:
    """What a program reads, of which it can compute the hash."""
    report = read.report
    named = ("id", "kind", "period", "ends_on", "written_at", "hash", "inputs_hash", *OF_PUBLISHING)
    return {
        **{name: getattr(report, name) for name in named},
        "salts": read.seal.salts,
        "part_hashes": read.seal.hashes,
        "content": read.content,
        "corrections": [one._asdict() for one in read.corrections],
        "corrected_at": read.corrected_at,
    }


def differences(written: Figures, counted: Figures) -> list[Difference]:
    """In the order of what was written; without what is counted as things stand on the day."""
    before, now = _by_key(written), _by_key(counted)
    return [
        Difference(*_figure(key), before.get(key), now.get(key))
        for key in {**before, **now}
        if before.get(key) != now.get(key) and key[0] not in OF_THE_MOMENT
    ]


def lines_of(read: Read, community: Any) -> list[tuple[reading.Line, str]]:
    """The lines of the page, each with what it was corrected to, or nothing; a dash where it cannot be said now."""
    old, new = (reading.lines(content, community) for content in _both(read))
    values: dict[str, list[str]] = {}
    for line in new:
        values.setdefault(line.key, []).append(line.value)
    found = []
    for line in old:
        now = values.get(line.key) or ["–"]
        found.append((line, now[0] if now[0] != line.value else ""))
        values[line.key] = now[1:]
    return found


def groups_of(read: Read) -> list[dict[str, Any]]:
    """Outcomes by group: of each row its name, and of each figure what it was corrected to, or nothing."""
    old, new = (drawing.groups(content) for content in _both(read))
    return [
        {"label": group.label, "columns": group.columns, "rows": _beside(group, now)}
        for group, now in zip(old, new, strict=True)
    ]


def _beside(group: drawing.Group, now: drawing.Group) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (label, [(one, other if other != one else "") for one, other in zip(figures, others, strict=True)])
        for (label, figures), (_label, others) in zip(group.rows, now.rows, strict=True)
    ]


def _both(read: Read) -> tuple[dict[str, Any], dict[str, Any]]:
    """The content as written and as counted since, with the same figures in both: nought where one is not there."""
    now = {_key(one.indicator, one.dims): one.counted or 0 for one in read.corrections}
    written = {key: value or 0 for key, value in _by_key(read.content["figures"]).items()}
    old = {**dict.fromkeys(now, 0), **written}
    return _with(read.content, old), _with(read.content, {**old, **now})


def _with(content: dict[str, Any], figures: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    made = [{"indicator": key[0], "dims": json.loads(key[1]), "value": value} for key, value in figures.items()]
    return {**content, "figures": made}


def _by_key(figures: Figures) -> dict[tuple[str, str], int]:
    return {_key(one["indicator"], one["dims"]): one["value"] for one in figures}


def _key(indicator: str, dims: Mapping[str, str]) -> tuple[str, str]:
    return indicator, json.dumps(dims, sort_keys=True)


def _figure(key: tuple[str, str]) -> tuple[str, dict[str, str]]:
    return key[0], json.loads(key[1])
