"""What the page of one request shows to whom."""

from typing import Any

from communities.access import Access, PersonRequest
from communities.governance.queries import rule_in_force
from funding.expenses.forms.answering import (
    DecisionForm,
    PaymentForm,
    ReceiptForm,
    RefusalForm,
    RestForm,
    UndoForm,
    WordForm,
)
from funding.expenses.holding import covered_amount
from funding.expenses.models import Kind, Request, State, Step
from funding.expenses.queries import Wanted, free_in, may_undo, steps_of, wanted
from funding.expenses.rules import APPROVE, ASK, PAY, READ, is_close, is_learners_side, reads_privately

UNSEEN = (State.DRAFT, State.WITHDRAWN)


def page_for(request: PersonRequest, found: Request) -> dict[str, Any]:
    access, asks, steps = request.access, wanted(found), steps_of(found)
    private, mine = reads_privately(access, found), found.person_id == access.person.pk
    shown = {
        "found": found, "steps": steps, "private": private, "mine": mine,
        "receipts": list(found.receipts.select_related("file").order_by("added_at", "pk")) if private else [],
        "needed": asks.approvals,
        "approved": sum(one.what == Step.What.APPROVED for one, _name in steps),
        "decision": asks.decision,
        "together": asks.together if asks.is_split and private else None,
        "see_books": access.can(PAY) or (access.can(READ) and found.fund.person_id is None),
        "open_settlements": found.settlements.exclude(state__in=UNSEEN) if found.kind == Kind.ADVANCE else [],
        "due": found.amount - covered_amount(found),
        "taken_back": any(one.what == Step.What.UNDONE for one, _name in steps),
    }  # fmt: skip
    return {**shown, **(_of_asker(access, found) if mine else _of_others(request, found, asks, steps))}


def _of_asker(access: Access, found: Request) -> dict[str, Any]:
    """Who may ask here no more takes back what they asked, and that is all."""
    if not access.can(ASK):
        return {"may_withdraw": found.state in (State.ASKED, State.APPROVED)}
    return {
        "may_edit": found.state == State.DRAFT,
        "may_withdraw": found.state in (State.ASKED, State.APPROVED),
        "receipt_form": ReceiptForm() if found.state in (State.DRAFT, State.ASKED) else None,
        "may_settle": found.is_open_advance,
    }


def _of_others(request: PersonRequest, found: Request, asks: Wanted, steps: Any) -> dict[str, Any]:
    access, asked = request.access, found.state == State.ASKED
    close = is_close(access.person, found.person_id)
    approves, pays = access.can(APPROVE) and not close, access.can(PAY) and not close
    mine = any(one.what == Step.What.APPROVED and one.by_id == access.person.pk for one, _name in steps)
    waits = asks.decision or sum(one.what == Step.What.APPROVED for one, _name in steps) < asks.approvals
    has_word = any(one.what == Step.What.WORD for one, _name in steps)
    shown: dict[str, Any] = {
        "approve_form": WordForm(auto_id="yes-%s") if approves and asked and not (mine and waits) else None,
        "refuse_form": RefusalForm(auto_id="no-%s") if _may_refuse(found, approves, pays) else None,
        "pay_form": PaymentForm() if pays and found.state == State.APPROVED else None,
        "undo_form": UndoForm() if pays and may_undo(found) else None,
        "rest_form": RestForm(request=found) if pays and found.is_open_advance else None,
        "may_give_word": asked and not has_word and is_learners_side(access.person, found.fund.person_id),
        "needs_word": asked and not has_word and found.fund.person_id,
        "free": free_in(found.fund, found.currency) if (approves or pays) and asked else None,
    }
    if asked and asks.decision and access.membership and not close:
        rule = rule_in_force("spending")
        shown["is_entrusted"] = rule.is_entrusted
        if rule.is_entrusted and access.can("communities.manage_people"):
            shown["decision_form"] = DecisionForm(auto_id="decide-%s")
        shown["may_propose"] = not rule.is_entrusted and rule.may_propose(access.membership)
    return shown


def _may_refuse(found: Request, approves: bool, pays: bool) -> bool:
    return (approves and found.state == State.ASKED) or ((approves or pays) and found.state == State.APPROVED)
