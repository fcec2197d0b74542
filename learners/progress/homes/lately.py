"""What happened to a learner this week, in every community, and which consents wait: one query in their scope."""

import json
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learners.consents.terms import purpose_of
from learners.models import Enrolment
from tenancy.scope import current_person
from tenancy.statements import ask_own
from web.amounts import write_day

WEEK, SOON = timedelta(days=7), timedelta(days=14)
LATELY = """
    SELECT 'marked' AS kind, m.marked_at AS at, jsonb_build_object('card', e.card_id, 'title', m.activity_title,
        'level', c.mastery_scale -> m.level - 1 ->> 'name', 'place', c.name) AS body
    FROM progress_mark m
    JOIN learners_enrolment e ON (e.community_id, e.id) = (m.community_id, m.enrolment_id) AND e.person_id = %(me)s
    JOIN communities_community c ON c.id = m.community_id
    WHERE m.person_id = %(me)s AND m.level IS NOT NULL AND m.marked_at >= %(since)s
    UNION ALL
    SELECT 'assessed', a.at, jsonb_build_object('piece', v.id, 'title', v.title, 'level', a.scale[a.level],
        'place', c.name)
    FROM evidence_assessment a
    JOIN evidence_evidence v ON (v.community_id, v.id) = (a.community_id, a.evidence_id) AND v.person_id = %(me)s
    JOIN communities_community c ON c.id = a.community_id
    WHERE a.person_id = %(me)s AND a.role IN ('teacher', 'agreed') AND a.at >= %(since)s
    UNION ALL
    SELECT 'attended', max(p."on" + p.starts)::timestamptz, jsonb_build_object('card', d.id, 'title', d.title,
        'there', count(*) FILTER (WHERE p.was <> 'absent'), 'of', count(*),
        'missed', jsonb_agg(p."on" ORDER BY p."on") FILTER (WHERE p.was = 'absent'))
    FROM attendance_presence p
    JOIN learners_enrolment e ON (e.community_id, e.id) = (p.community_id, p.enrolment_id) AND e.person_id = %(me)s
    JOIN learners_offeringcard d ON d.id = e.card_id
    WHERE p.person_id = %(me)s AND p."on" >= %(since)s::date
    GROUP BY d.id
    UNION ALL
    SELECT 'state', h.at, jsonb_build_object('card', d.id, 'title', d.title, 'state', h.state, 'by', h.by_name)
    FROM learners_enrolmentchange h
    JOIN learners_enrolment e ON (e.community_id, e.id) = (h.community_id, h.enrolment_id) AND e.person_id = %(me)s
    JOIN learners_offeringcard d ON d.id = e.card_id
    WHERE h.person_id = %(me)s AND h.at >= %(since)s
    UNION ALL
    SELECT 'moved', v.at, jsonb_build_object('place', c.name)
    FROM moves_moved v JOIN communities_community c ON c.id = v.community_id
    WHERE v.person_id = %(me)s AND v.side = 'came' AND v.at >= %(since)s
    UNION ALL
    SELECT CASE WHEN k.needs_guardian AND k.guardian_at IS NULL THEN 'waits' ELSE 'ends' END, k.expires_at,
        jsonb_build_object('consent', k.id, 'purpose', k.purpose, 'place', c.name, 'until', k.expires_at::date)
    FROM consents_consent k JOIN communities_community c ON c.id = k.community_id
    WHERE k.person_id = %(me)s AND k.ended_at IS NULL AND k.expires_at > %(now)s
        AND (k.expires_at <= %(soon)s OR k.needs_guardian AND k.guardian_at IS NULL)
    ORDER BY 2 DESC
"""
ICONS = {"marked": "award", "assessed": "award", "attended": "circle-check", "state": "sprout", "moved": "house"}
MOST = 8


def lately() -> list[dict[str, Any]]:
    """Consents first, then what happened, the latest first."""
    now = timezone.now()
    found = ask_own(LATELY, now=now, soon=now + SOON, since=now - WEEK)
    rows = [(kind, json.loads(body)) for kind, _at, body in found]
    asked = [row for row in rows if row[0] in ("waits", "ends")]
    return [_line(*row) for row in [*asked, *(row for row in rows if row not in asked)][:MOST]]


def _line(kind: str, body: dict[str, Any]) -> dict[str, Any]:
    tone = {"waits": "live", "ends": "wait"}.get(kind, "")
    return {"icon": ICONS.get(kind, "handshake"), "words": WORDS[kind](body), "url": _url(body), "tone": tone}


def _url(body: dict[str, Any]) -> str:
    """Of a guardian's page of it; a move has none of its own."""
    child = current_person()
    for key, name in (
        ("card", "progress-child-learning"),
        ("piece", "evidence-child-piece"),
        ("consent", "consents-child-consent"),
    ):
        if key in body:
            return reverse(name, args=[child, body[key]])
    return ""


def _marked(body: dict[str, Any]) -> str:
    return _("“%(title)s” was assessed at %(place)s: %(level)s") % body


def _attended(body: dict[str, Any]) -> str:
    told = {"there": body["there"], "of": body["of"], "title": body["title"]}
    words = ngettext(
        "%(title)s: there %(there)s of %(of)s time", "%(title)s: there %(there)s of %(of)s times", told["of"]
    )
    if not body["missed"]:
        return words % told
    days = ", ".join(write_day(date.fromisoformat(one)) for one in body["missed"])
    return _("%(words)s, missed on %(days)s") % {"words": words % told, "days": days}


def _state(body: dict[str, Any]) -> str:
    return _("%(title)s: %(state)s") % {"title": body["title"], "state": Enrolment.State(body["state"]).label}


def _moved(body: dict[str, Any]) -> str:
    return _("The home moved to %(place)s") % body


def _waits(body: dict[str, Any]) -> str:
    return _("%(place)s, %(purpose)s: waits for your word") % {**body, "purpose": purpose_of(body["purpose"])}


def _ends(body: dict[str, Any]) -> str:
    told = {**body, "purpose": purpose_of(body["purpose"]), "until": write_day(date.fromisoformat(body["until"]))}
    return _("%(place)s, %(purpose)s: the consent ends on %(until)s") % told


WORDS = {
    "marked": _marked, "assessed": _marked, "attended": _attended, "state": _state, "moved": _moved,
    "waits": _waits, "ends": _ends,
}  # fmt: skip
