"""The CSV that OpenSALT writes of a framework: a row a competency, which names its parent by code or identifier."""

import csv
from io import StringIO
from pathlib import PurePosixPath
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext as _

from communities.models import Community
from curriculum.interchange.importers import Report, Source
from curriculum.interchange.incoming import Incoming, Item, Tie
from curriculum.interchange.reading import key_of, short, text
from curriculum.interchange.sources import text_of
from curriculum.models import Relation
from tenancy.refusal import Refused
from tenancy.scope import current_community

COLUMNS = {
    "identifier": "identifier", "fullstatement": "statement", "humancodingscheme": "code",
    "sequencenumber": "number", "abbreviatedstatement": "short", "conceptkeywords": "keywords", "notes": "notes",
    "ischildof": "parent", "ispartof": Relation.PART_OF, "replacedby": Relation.REPLACED_BY,
    "exemplar": Relation.EXEMPLAR, "isrelatedto": Relation.RELATED, "cfitemtype": "kind", "educationlevel": "levels",
}  # fmt: skip
Row = dict[str, str]


def read_csv(source: Source, report: Report) -> Incoming:
    community = Community.objects.get(pk=current_community())
    title = PurePosixPath(source.name).stem[:300]
    about = {"title": title, "language": next(iter(community.languages), "en"), "source": source.name[:500]}
    incoming = Incoming(key=uuid5(NAMESPACE_URL, f"{community.pk}/{source.name}"), about=about)
    rows = _rows(source, report)
    for number, row in enumerate(rows):
        incoming.add(_item(row, number, incoming, report))
    codes = {item.code: name for name, item in incoming.items.items() if item.code}
    for row in rows:
        _place(row, incoming, codes, report)
        for relation in (Relation.PART_OF, Relation.REPLACED_BY, Relation.EXEMPLAR, Relation.RELATED):
            _tie(row, relation, incoming, codes, report)
    return incoming


def _rows(source: Source, report: Report) -> list[Row]:
    reader = csv.reader(StringIO(text_of(source), newline=""), strict=True)
    try:
        head = next(reader, [])
        names = [COLUMNS.get("".join(name.split()).lower(), "") for name in head]
        if not {"identifier", "statement"} <= set(names):
            raise Refused(_("%(name)s: it lacks a column Identifier or fullStatement.") % {"name": source.name})
        for name, known in zip(head, names, strict=True):
            if not known:
                report.leave(_("Column %(name)s") % {"name": name}, _("This column is not kept."))
        rows = []
        for cells in reader:
            if len(cells) != len(head):
                told = {"name": source.name, "line": reader.line_num, "cells": len(cells), "columns": len(head)}
                raise Refused(_("%(name)s, line %(line)s: %(cells)s cells in %(columns)s columns.") % told)
            rows.append({"line": str(reader.line_num), **{n: cell for n, cell in zip(names, cells, strict=True) if n}})
    except csv.Error as wrong:
        told = {"name": source.name, "line": reader.line_num, "wrong": wrong}
        raise Refused(_("%(name)s, line %(line)s: %(wrong)s") % told) from None
    return rows


def _item(row: Row, number: int, incoming: Incoming, report: Report) -> Item:
    where = _("line %(line)s") % {"line": row["line"]}
    name, statement = text(row, "identifier", where, longest=200), text(row, "statement", where)
    if not name or not statement:
        raise Refused(_("%(where)s: it has no identifier or no statement.") % {"where": where})
    more: dict[str, str] = {}
    place = row.get("number", "").strip()
    return Item(
        name=name, key=key_of(name, incoming.key), statement=statement,
        order=(False, int(place), number) if place.isdecimal() and len(place) < 10 else (True, 0, number),
        code=short(row, "code", where, room=100, more=more, report=report),
        short=short(row, "short", where, room=200, more=more, report=report),
        kind=short(row, "kind", where, room=100, more=more, report=report),
        levels=[one.strip()[:20] for one in row.get("levels", "").split(",") if one.strip()],
        keywords=[one.strip()[:100] for one in row.get("keywords", "").split(",") if one.strip()],
        notes=text(row, "notes", where), more=more,
    )  # fmt: skip


def _place(row: Row, incoming: Incoming, codes: dict[str, str], report: Report) -> None:
    parent = row.get("parent", "").strip()
    found = parent if parent in incoming.items else codes.get(parent, "")
    if parent and not found:
        where = _("line %(line)s") % {"line": row["line"]}
        report.leave(f"{where}, {parent}", _("What it lies under is not in this file: it stands at the top."))
    incoming.items[row["identifier"].strip()].parent = found


def _tie(row: Row, relation: Relation, incoming: Incoming, codes: dict[str, str], report: Report) -> None:
    """To another row by code or identifier, else to something outside."""
    said = row.get(relation, "").strip()
    origin = row["identifier"].strip()
    for one in [said] if "://" in said else [part.strip() for part in said.split(",") if part.strip()]:
        target = one if one in incoming.items else codes.get(one, "")
        if target == origin:
            report.leave(f"{origin}, {one}", _("It links an item to itself."))
        else:
            outside = {} if target else {"address": one[:1000]}
            incoming.ties.append(Tie(origin=origin, relation=relation, target=target, **outside))
