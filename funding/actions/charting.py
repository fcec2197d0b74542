"""A community's own chart of accounts: lines are added, called otherwise, and taken out of use; never deleted."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.chart_templates import TEMPLATES
from funding.models import Account, ChartLine
from funding.usual import open_everywhere
from tenancy.refusal import Refused, refusing

TAKEN = {
    "one_line_a_number": gettext_lazy("Another line has this number."),
    "one_line_a_name": gettext_lazy("Another line has this name."),
}


@transaction.atomic
def add_line(*, number: str, name: str, kind: str, heading: str = "", id: UUID) -> ChartLine:
    """A new line, with its accounts in every fund that would have them from the start."""
    asked: dict[str, Any] = {"number": number, "name": name, "kind": kind, "heading": heading}
    with refusing(TAKEN):
        line, is_new = ChartLine.objects.get_or_create(pk=id, defaults=asked)
    if is_new:
        open_everywhere([line])
    elif any(getattr(line, field) != value for field, value in asked.items()):
        raise Refused(_("This was recorded already under the same id, with other details."))
    return line


@transaction.atomic
def change_line(line: ChartLine, *, number: str = "", name: str = "", heading: str | None = None) -> ChartLine:
    """Another number, name or heading; its accounts are called as it is, those between communities as the other one."""
    line = ChartLine.objects.select_for_update().get(pk=line.pk)
    line.number, line.name = number or line.number, name or line.name
    line.heading = line.heading if heading is None else heading
    with refusing(TAKEN):
        line.save(update_fields=["number", "name", "heading"])
    Account.objects.filter(line=line, other=None).exclude(name=line.name).update(name=line.name)
    return line


@transaction.atomic
def retire_line(line: ChartLine) -> ChartLine:
    """Offered no more; what stands on it stays, and shows."""
    if line.usual:
        raise Refused(_("This line is needed for what happens to money; it can be called otherwise, not retired."))
    return _set_retired(line, True)


@transaction.atomic
def bring_back_line(line: ChartLine) -> ChartLine:
    return _set_retired(line, False)


@transaction.atomic
def take_template(key: str) -> list[ChartLine]:
    """Add those of a template's lines that are not here by name; where a number is taken, under the next free one."""
    if key not in TEMPLATES:
        raise Refused(_("There is no such template."))
    names = {name.casefold() for name in ChartLine.objects.values_list("name", flat=True)}
    taken = set(ChartLine.objects.values_list("number", flat=True))
    wanted = []
    for one in TEMPLATES[key].lines:
        if str(one.name).casefold() in names:
            continue
        number = one.number
        while number in taken:
            number = str(int(number) + 1)
        taken.add(number)
        wanted.append(ChartLine(number=number, kind=one.kind, name=str(one.name), heading=str(one.heading)))
    with refusing(TAKEN):
        lines = ChartLine.objects.bulk_create(wanted)
    open_everywhere(lines)
    return lines


def _set_retired(line: ChartLine, is_retired: bool) -> ChartLine:
    line.is_retired = is_retired
    line.save(update_fields=["is_retired"])
    return line
