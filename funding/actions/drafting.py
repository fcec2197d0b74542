"""Entries that one person drafts and another approves, which posts them under the draft's own id."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from files.actions import store_file
from files.models import StoredFile
from funding.actions.attaching import MOST, attach
from funding.actions.entries import post_entry
from funding.models import Attachment, Draft, DraftFile, DraftLine, Entry
from funding.news import tell_draft_answered, tell_drafted
from funding.posting import Move, Posting
from tenancy.refusal import Refused, refusing

State = Draft.State
WRONG = {
    "drafted_amount_is_positive": gettext_lazy("An amount is more than zero."),
    "drafted_between_two": gettext_lazy("A transfer needs two accounts."),
    "tenant_debit_id": gettext_lazy("The debited account holds another fund or currency, or is not of this community."),
    "tenant_credit_id": gettext_lazy(
        "The credited account holds another fund or currency, or is not of this community."
    ),
    "out of range": gettext_lazy("An amount is out of range."),
}


@transaction.atomic
def draft_entry(
    *, id: UUID, moves: Iterable[Move], effective_on: date, memo: str, kind: str = Entry.Kind.OTHER, source: str = "",
    note: str = "", by: Person,
) -> Draft:  # fmt: skip
    """Propose an entry; nothing moves. The same id again is the same draft."""
    wanted = tuple(moves)
    if not wanted:
        raise Refused(_("An entry needs a transfer."))
    if any(account.other_id for move in wanted for account in (move.debit, move.credit)):
        raise Refused(_("Money between communities moves in the books of both at once."))
    said = {"effective_on": effective_on, "memo": memo, "kind": kind, "source": source, "note": note}
    draft, is_new = Draft.objects.get_or_create(pk=id, defaults={**said, "drafted_by": by})
    if not is_new:
        if draft.drafted_by_id != by.pk or any(getattr(draft, name) != value for name, value in said.items()):
            raise Refused(_("This was recorded already under the same id, with other details."))
        return draft
    with refusing(WRONG):
        DraftLine.objects.bulk_create(
            DraftLine(
                draft=draft, line=line, debit=move.debit, credit=move.credit, fund_id=move.debit.fund_id,
                currency=move.debit.currency, amount=move.amount,
            )
            for line, move in enumerate(wanted)
        )  # fmt: skip
    tell_drafted(draft)
    return draft


@transaction.atomic
def attach_to_draft(
    draft: Draft, *, file: Any, name: str = "", audience: str = Attachment.Audience.KEEPERS, by: Person
) -> DraftFile:
    """What will stand beside the entry; by whoever drafted it, while it waits."""
    draft = _waiting(draft)
    if draft.drafted_by_id != by.pk:
        raise Refused(_("Whoever drafted it adds to it."))
    if draft.files.count() >= MOST:
        raise Refused(_("An entry has at most %(most)s files.") % {"most": MOST})
    stored = store_file(file, audience=StoredFile.Audience.PRIVATE)
    with refusing({"one_file_a_draft": _("This file is here already.")}):
        made: DraftFile = DraftFile.objects.create(
            draft=draft, file=stored, name=(name.strip() or stored.name)[:150], audience=audience
        )
    return made


@transaction.atomic
def approve_draft(draft: Draft, *, by: Person) -> Entry:
    """Post it, with its files; a repeat finds the entry. Never by whoever drafted it."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.state == State.APPROVED:
        return Entry.objects.get(pk=draft.pk)
    draft = _waiting(draft)
    if draft.drafted_by_id == by.pk:
        raise Refused(_("You drafted it: somebody else approves it."))
    lines = draft.lines.select_related("debit", "credit").order_by("line")
    posting = Posting(
        id=draft.pk, effective_on=draft.effective_on, kind=draft.kind, memo=draft.memo, source=draft.source,
        moves=tuple(Move(one.debit, one.credit, one.amount) for one in lines),
    )  # fmt: skip
    entry = post_entry(posting, by=by, by_two=True)[0]
    for one in draft.files.select_related("file").order_by("added_at"):
        attach(entry, file=one.file, name=one.name, audience=one.audience, by=draft.drafted_by)
    _answer(draft, State.APPROVED, by)
    return entry


@transaction.atomic
def refuse_draft(draft: Draft, *, reason: str, by: Person) -> Draft:
    draft = _waiting(draft)
    if draft.drafted_by_id == by.pk:
        raise Refused(_("You drafted it: withdraw it."))
    if not reason.strip():
        raise Refused(_("Say why."))
    draft.reason = reason.strip()
    return _answer(draft, State.REFUSED, by)


@transaction.atomic
def withdraw_draft(draft: Draft, *, by: Person) -> Draft:
    draft = _waiting(draft)
    if draft.drafted_by_id != by.pk:
        raise Refused(_("Only whoever drafted it withdraws it."))
    return _answer(draft, State.WITHDRAWN, by)


def _waiting(draft: Draft) -> Draft:
    """Locked, so that of two who answer one is first."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.state != State.WAITING:
        raise Refused(_("This draft was answered already."))
    return draft


def _answer(draft: Draft, state: str, by: Person) -> Draft:
    draft.state, draft.answered_by, draft.answered_at = state, by, timezone.now()
    draft.save(update_fields=["state", "answered_by", "answered_at", "reason"])
    tell_draft_answered(draft)
    return draft
