"""A community's settings: what is in force and why."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import MemberRequest, needs
from communities.governance.changes import changes
from communities.governance.kinds import KINDS, SettingKind, in_order
from communities.governance.queries import history_of, in_force, rule_in_force, settings_in_force
from communities.governance.rule_words import rule_words
from communities.governance.rules import Rule
from communities.governance.views.setting_steps import step, to_decide, to_propose
from communities.models import Membership
from web.links import redirect_here
from web.registry import SETTINGS_PAGES


@require_GET
@needs("governance.see_decisions")
def settings(request: MemberRequest) -> HttpResponse:
    rows, me = settings_in_force(), request.access.membership
    rules = rows["decision_rules"].value
    shown: list[dict[str, Any]] = [
        {
            "kind": kind, "row": rows[kind.key], "words": kind.briefly(rows[kind.key].value),
            **_may(Rule.read(rules.get(kind.matter, {})), me),
        }
        for kind in in_order()
    ]  # fmt: skip
    pages = [
        page for page in sorted(SETTINGS_PAGES, key=lambda p: p.order)
        if not page.permission or request.access.can(page.permission)
    ]  # fmt: skip
    return render(request, "governance/settings.html", {"settings": shown, "pages": pages})


@require_GET
@needs("governance.see_decisions")
def setting(request: MemberRequest, key: str) -> HttpResponse:
    kind, rows = _kind(key), list(history_of(key))
    rule, me = rule_in_force(kind.matter), request.access.membership
    row = rows[0] if rows else in_force(key)
    shown: dict[str, Any] = {
        "kind": kind,
        **_may(rule, me),
        "rule_words": rule_words(rule),
        "row": row,
        "words": kind.briefly(row.value),
        "history": [
            {"row": row, "changes": changes(kind, before.value if before else None, row.value)}
            for row, before in zip(rows, [*rows[1:], None], strict=False)
        ],
    }
    return render(request, "governance/setting.html", shown)


@require_http_methods(["GET", "POST"])
@needs("governance.decide")
def change_setting(request: MemberRequest, key: str) -> HttpResponse:
    kind = _kind(key)
    if request.method == "GET" and not rule_in_force(kind.matter).is_entrusted:
        return redirect_here(request, "governance-propose-setting", key)
    return step(request, to_decide(request, kind))


@require_http_methods(["GET", "POST"])
@needs("governance.see_decisions")
def propose_setting(request: MemberRequest, key: str) -> HttpResponse:
    kind = _kind(key)
    return step(request, to_propose(request, kind))


def _may(rule: Rule, me: Membership) -> dict[str, bool]:
    return {"is_entrusted": rule.is_entrusted, "may_propose": not rule.is_entrusted and rule.may_propose(me)}


def _kind(key: str) -> SettingKind:
    if key not in KINDS:
        raise Http404
    return KINDS[key]
