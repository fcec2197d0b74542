"""CASE 1.0 (1EdTech Competencies and Academic Standards Exchange) as JSON, and the CSV that OpenSALT writes."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Membership
from communities.names import language_code
from curriculum.interchange.case_csv import read_csv
from curriculum.interchange.importers import Importer, Report, Source
from curriculum.interchange.incoming import Incoming, Item, Tie, write
from curriculum.interchange.json_text import json_of
from curriculum.interchange.reading import key_of, listing, mapping, short, text, texts
from curriculum.models import Relation
from tenancy.keys import uuid7
from tenancy.refusal import Refused

RELATIONS = {
    "precedes": Relation.PRECEDES, "isPartOf": Relation.PART_OF, "exactMatchOf": Relation.EQUIVALENT,
    "isRelatedTo": Relation.RELATED, "exemplar": Relation.EXEMPLAR, "replacedBy": Relation.REPLACED_BY,
    "isTranslationOf": Relation.TRANSLATION_OF, "isPeerOf": Relation.RELATED,
}  # fmt: skip
CHILD = "isChildOf"
DOCUMENT = {
    "identifier",
    "title",
    "description",
    "language",
    "subject",
    "publisher",
    "creator",
    "version",
    "licenseURI",
}
ITEM = {
    "identifier", "fullStatement", "humanCodingScheme", "abbreviatedStatement", "CFItemType", "language",
    "educationLevel", "conceptKeywords", "notes",
}  # fmt: skip
DEFINED = ("CFConcepts", "CFSubjects", "CFLicenses", "CFItemTypes", "CFAssociationGroupings")


def bring(sources: Sequence[Source], by: Membership | None) -> Report:
    (source,) = sources
    report = Report()
    incoming = read_csv(source, report) if source.name.lower().endswith(".csv") else read_json(source, report)
    framework = write(incoming, by=by, report=report)
    report.made = {"title": framework.title, "name": "curriculum-framework", "id": str(framework.pk)}
    return report


def read_json(source: Source, report: Report) -> Incoming:
    package = mapping(json_of(source), source.name)
    incoming = _document(mapping(package.get("CFDocument"), "CFDocument"), report)
    for number, row in enumerate(listing(package, "CFItems", source.name)):
        incoming.add(_item(mapping(row, f"CFItems[{number}]"), number, incoming, report))
    rows = [
        mapping(row, f"CFAssociations[{number}]")
        for number, row in enumerate(listing(package, "CFAssociations", source.name))
    ]
    for row in rows:
        _associate(row, incoming, report)
    _tell_the_rest(package, report)
    return incoming


def _document(row: dict[str, Any], report: Report) -> Incoming:
    name, where = text(row, "identifier", "CFDocument", longest=200), "CFDocument"
    title = text(row, "title", where, longest=300)
    if not name or not title:
        raise Refused(_("CFDocument: it has no identifier or no title."))
    more = {part: said for part, said in row.items() if part not in DOCUMENT}
    about = {
        "title": title, "summary": text(row, "description", where), "language": _language(row, where, report) or "en",
        "subject": short({"subject": ", ".join(texts(row, "subject", where, longest=200))}, "subject", where, room=80,
                         more=more, report=report),
        "publisher": text(row, "publisher", where, longest=200) or text(row, "creator", where, longest=200),
        "edition": short(row, "version", where, room=60, more=more, report=report),
        "licence": _address(row.get("licenseURI"))[0][:300], "source": (_address(row.get("uri"))[0] or name)[:500],
        "more": more,
    }  # fmt: skip
    return Incoming(key=key_of(name, uuid7()), about=about)


def _item(row: dict[str, Any], number: int, incoming: Incoming, report: Report) -> Item:
    name = text(row, "identifier", f"CFItems[{number}]", longest=200)
    if not name:
        raise Refused(_("CFItems[%(number)s]: it has no identifier.") % {"number": number})
    where = f"CFItem {name}"
    statement = text(row, "fullStatement", where)
    if not statement:
        raise Refused(_("%(where)s: it has no fullStatement.") % {"where": where})
    more = {part: said for part, said in row.items() if part not in ITEM}
    return Item(
        name=name, key=key_of(name, incoming.key), statement=statement, order=(True, 0, number),
        code=short(row, "humanCodingScheme", where, room=100, more=more, report=report),
        short=short(row, "abbreviatedStatement", where, room=200, more=more, report=report),
        kind=short(row, "CFItemType", where, room=100, more=more, report=report),
        language=_language(row, where, report), levels=texts(row, "educationLevel", where, longest=20),
        keywords=texts(row, "conceptKeywords", where, longest=100), notes=text(row, "notes", where), more=more,
    )  # fmt: skip


def _associate(row: dict[str, Any], incoming: Incoming, report: Report) -> None:
    kind, where = text(row, "associationType", "CFAssociation", longest=100), _named(row)
    origin, target = (_address(row.get(end))[1] for end in ("originNodeURI", "destinationNodeURI"))
    if origin not in incoming.items:
        report.leave(where, _("What it starts from is not among the items of this file."))
    elif kind == CHILD:
        _place(row, incoming, report)
    elif kind not in RELATIONS:
        report.leave(where, _("Links of the kind “%(kind)s” are not kept.") % {"kind": kind})
    elif origin == target:
        report.leave(where, _("It links an item to itself."))
    else:
        if kind == "isPeerOf":
            report.leave(where, _("Peers are kept as related."))
        _tie(row, incoming, report, RELATIONS[kind])


def _place(row: dict[str, Any], incoming: Incoming, report: Report) -> None:
    """Under its parent; a second parent is kept as what it is part of."""
    item = incoming.items[_address(row.get("originNodeURI"))[1]]
    parent, number = _address(row.get("destinationNodeURI"))[1], row.get("sequenceNumber")
    is_top = parent not in incoming.items
    if is_top and key_of(parent, incoming.key) != incoming.key:
        report.leave(_named(row), _("What it lies under is not in this file: it stands at the top."))
    if item.parent and not is_top and item.parent != parent:
        incoming.ties.append(Tie(origin=item.name, relation=Relation.PART_OF, target=parent))
        report.leave(_named(row), _("An item lies under one other: kept as being part of this one."))
        return
    if not is_top:
        item.parent = parent
    if isinstance(number, int) and not isinstance(number, bool):
        item.order = (False, number, item.order[-1])


def _tie(row: dict[str, Any], incoming: Incoming, report: Report, relation: Relation) -> None:
    origin = _address(row.get("originNodeURI"))[1]
    address, target, title = _address(row.get("destinationNodeURI"))
    if target in incoming.items:
        incoming.ties.append(Tie(origin=origin, relation=relation, target=target))
    elif address or target:
        incoming.ties.append(
            Tie(origin=origin, relation=relation, address=(address or target)[:1000], title=title[:300])
        )
    else:
        report.leave(_named(row), _("It leads nowhere."))


def _tell_the_rest(package: dict[str, Any], report: Report) -> None:
    definitions = mapping(package.get("CFDefinitions") or {}, "CFDefinitions")
    for name in DEFINED:
        for row in listing(definitions, name, "CFDefinitions"):
            told = text(mapping(row, name), "title", name) or text(row, "identifier", name)
            report.leave(f"{name}: {told}", _("Definitions are not kept; what items say of them is."))
    for name in definitions.keys() - set(DEFINED):
        report.leave(f"CFDefinitions.{name}", _("CASE 1.0 knows no such part."))
    for row in listing(package, "CFRubrics", "CFPackage"):
        told = text(mapping(row, "CFRubrics"), "title", "CFRubrics") or text(row, "identifier", "CFRubrics")
        report.leave(f"CFRubric: {told}", _("Rubrics are not kept yet."))
    known = {"CFDocument", "CFItems", "CFAssociations", "CFDefinitions", "CFRubrics"}
    for name in sorted(package.keys() - known):
        report.leave(name, _("CASE 1.0 knows no such part."))


def _language(row: dict[str, Any], where: str, report: Report) -> str:
    said = text(row, "language", where, longest=100)
    found = language_code(said) if said else ""
    if said and not found:
        report.leave(where, _("“%(said)s” is no language that is known here.") % {"said": said})
    return found or ""


def _address(link: Any) -> tuple[str, str, str]:
    """(uri, identifier, title) of a CASE link, which may be a plain address."""
    if isinstance(link, str):
        return text({"uri": link}, "uri", "uri", longest=2000), "", ""
    if not isinstance(link, dict):
        return "", "", ""
    uri, identifier, title = (text(link, part, "link", longest=2000) for part in ("uri", "identifier", "title"))
    return uri, identifier, title


def _named(row: dict[str, Any]) -> str:
    said = text(row, "identifier", "CFAssociation", longest=200)
    return f"CFAssociation {said} ({text(row, 'associationType', 'CFAssociation', longest=100)})"


CASE = Importer(
    key="case",
    label=gettext_lazy("A framework (CASE)"),
    help=gettext_lazy(
        "CASE 1.0 as JSON, or the CSV that OpenSALT writes. The same framework again is brought up to date."
    ),
    endings=(".json", ".csv"),
    is_many=False,
    bring=bring,
)
