"""Write a crosswalk, and put it in force or end it by decision."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.governance.actions import decide
from communities.governance.mandate import refuse_alone
from communities.governance.models import Decision
from communities.governance.record.chain import take_turn
from communities.models import Membership
from curriculum.crosswalks.models import Crosswalk, Line, Match, hash_of
from curriculum.crosswalks.queries import line, linked
from curriculum.models import Competency, Framework
from tenancy.refusal import Refused, refusing

MATTER = "curriculum"
MOST_LINES = 20_000  # of one crosswalk
REFUSALS: dict[str, Any] = {
    "one_line_a_pair": gettext_lazy("These two stand in it already."),
    "between_two_frameworks": gettext_lazy("A crosswalk goes between two frameworks."),
}


@transaction.atomic
def start_crosswalk(*, by: Membership, title: str, first: Framework, second: Framework, summary: str = "") -> Crosswalk:
    """A draft, with the links there are between the two already."""
    with refusing(REFUSALS):
        made: Crosswalk = Crosswalk.objects.create(made_by=by, title=title, first=first, second=second, summary=summary)
    _add(made, linked(first, second))
    return made


@transaction.atomic
def revise_crosswalk(crosswalk: Crosswalk, *, by: Membership) -> Crosswalk:
    """A draft of the same lines; once adopted it takes the place of the one in force."""
    made: Crosswalk = Crosswalk.objects.create(
        made_by=by, title=crosswalk.title, first=crosswalk.first, second=crosswalk.second, summary=crosswalk.summary
    )
    copied = ("first_key", "first_words", "match", "second_key", "second_words", "note")
    _add(made, [Line(**{name: getattr(one, name) for name in copied}) for one in crosswalk.lines.all()])
    return made


@transaction.atomic
def map_competencies(
    crosswalk: Crosswalk, *, first: Competency, match: str, second: Competency, note: str = ""
) -> Line:  # fmt: skip
    """One line more; each of the framework that it is to be of."""
    crosswalk = _draft(crosswalk)
    if (first.framework_id, second.framework_id) != (crosswalk.first_id, crosswalk.second_id):
        raise Refused(_("Each competency is of its own one of the two frameworks."))
    if crosswalk.lines.count() >= MOST_LINES:
        raise Refused(_("A crosswalk holds at most %(most)s lines.") % {"most": MOST_LINES})
    with refusing(REFUSALS):
        made = line(first, Match(match), second, note)
        made.crosswalk = crosswalk
        made.save()
    _touch(crosswalk)
    return made


@transaction.atomic
def drop_line(line: Line) -> None:
    crosswalk = _draft(line.crosswalk)
    line.delete()
    _touch(crosswalk)


@transaction.atomic
def delete_crosswalk(crosswalk: Crosswalk) -> None:
    """A draft alone."""
    _draft(crosswalk).delete()


@transaction.atomic
def adopt_crosswalk(
    crosswalk: Crosswalk, *, by: Person, reason: str, seen: str = "", voted_at: datetime | None = None
) -> Decision:
    """Put it in force by a decision; the one in force between the two ends with it.

    `seen`: the hash of its lines when it was proposed; refused if they are others now."""
    refuse_alone(MATTER, voted_at=voted_at)
    take_turn()
    crosswalk = _draft(crosswalk)
    hashed = hash_of(crosswalk)
    if not crosswalk.lines.exists():
        raise Refused(_("It has no line yet."))
    if seen and seen != hashed:
        raise Refused(_("Its lines have changed since it was proposed."))
    before = Crosswalk.objects.filter(
        first=crosswalk.first_id, second=crosswalk.second_id, adopted__isnull=False, ended__isnull=True
    ).first()
    told = {"crosswalk": str(crosswalk.pk), "title": crosswalk.title, "hash": hashed}
    changes = [{"what": "crosswalk adopted", **told}]
    if before:
        changes.append(_ending(before))
    decision = _decide(_("Adopted the crosswalk %(title)s") % told, by, reason, changes, voted_at)
    if before:
        Crosswalk.objects.filter(pk=before.pk).update(ended=decision)
    Crosswalk.objects.filter(pk=crosswalk.pk).update(adopted=decision)
    return decision


@transaction.atomic
def end_crosswalk(
    crosswalk: Crosswalk, *, by: Person, reason: str, voted_at: datetime | None = None
) -> Decision:  # fmt: skip
    """By a decision; what it said stays readable."""
    refuse_alone(MATTER, voted_at=voted_at)
    take_turn()
    crosswalk = _held(crosswalk)
    if not crosswalk.is_in_force:
        raise Refused(_("It is not in force."))
    title = _("Ended the crosswalk %(title)s") % {"title": crosswalk.title}
    decision = _decide(title, by, reason, [_ending(crosswalk)], voted_at)
    Crosswalk.objects.filter(pk=crosswalk.pk).update(ended=decision)
    return decision


def _decide(
    title: str, by: Person, reason: str, changes: list[dict[str, Any]], voted_at: datetime | None
) -> Decision:  # fmt: skip
    return decide(by=by, kind=Decision.Kind.CURRICULUM, title=title[:200], reason=reason, changes=changes, at=voted_at)


def _ending(crosswalk: Crosswalk) -> dict[str, Any]:
    told = {"crosswalk": str(crosswalk.pk), "title": crosswalk.title, "hash": hash_of(crosswalk)}
    return {"what": "crosswalk ended", **told}


def _add(crosswalk: Crosswalk, lines: list[Line]) -> None:
    for one in lines:
        one.crosswalk = crosswalk
    Line.objects.bulk_create(lines)


def _held(crosswalk: Crosswalk) -> Crosswalk:
    """The row as it is now, held until the transaction ends."""
    found: Crosswalk = Crosswalk.objects.select_for_update(no_key=True).get(pk=crosswalk.pk)
    return found


def _draft(crosswalk: Crosswalk) -> Crosswalk:
    found = _held(crosswalk)
    if not found.is_draft:
        raise Refused(_("It was adopted, so it stays as it is. Write a new one from it."))
    return found


def _touch(crosswalk: Crosswalk) -> None:
    Crosswalk.objects.filter(pk=crosswalk.pk).update(edited_at=timezone.now())
