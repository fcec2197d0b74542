"""The charter: what holds and what is coming, its versions, any two of them compared, and each article's history."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from communities.access import CommunityRequest, needs, open_to
from communities.governance.charter import queries as charter_queries
from communities.governance.charter.articles import (
    Article,
    Change,
    Standing,
    articles_of,
    as_markdown,
    compare,
    languages_of,
)
from communities.governance.charter.setting import CHARTER
from communities.governance.kinds.forms import number as number_in
from communities.governance.queries import rule_in_force
from web.amounts import direction

SEE = "governance.see_decisions"


@require_GET
@open_to("public")
def charter(request: CommunityRequest) -> HttpResponse:
    standing = _open_to(request)
    written = [one for each in standing for one in (each.now, each.coming) if one]
    wanted = _wanted(request, written)
    rule, me = rule_in_force(CHARTER.matter), request.access.membership
    shown = {
        "articles": [_shown(each, wanted) for each in standing if each.now],
        "coming": [_shown(each, wanted) for each in standing if each.coming],
        "languages": languages_of(written),
        "language": wanted[0],
        "may_propose": me is not None and not rule.is_entrusted and rule.may_propose(me),
        "may_change": rule.is_entrusted and request.access.can("governance.decide"),
        "latest": charter_queries.latest_two() if request.access.can(SEE) else None,
    }
    return render(request, "governance/charter.html", shown)


@require_GET
@open_to("public")
def download(request: CommunityRequest) -> HttpResponse:
    """What holds today, as Markdown."""
    now = [each.now for each in _open_to(request) if each.now]
    text = as_markdown(
        now, _wanted(request, now), heading=f"{request.access.community} · {_('Charter')}",
        article=_("Article {number}. {title}"),
    )  # fmt: skip
    answer = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{request.access.community.slug}-charter.md"'
    return answer


@require_GET
@needs(SEE)
def versions(request: CommunityRequest) -> HttpResponse:
    return render(request, "governance/charter_versions.html", {"versions": charter_queries.versions()})


@require_GET
@needs(SEE)
def version(request: CommunityRequest, number: int) -> HttpResponse:
    row = charter_queries.version_by(number)
    articles = articles_of(row.value)
    wanted = _wanted(request, articles)
    shown = {
        "decision": row.decision,
        "articles": [_shown(Standing(one.number, one, None), wanted) for one in articles],
        "languages": languages_of(articles),
        "language": wanted[0],
    }
    return render(request, "governance/charter_version.html", shown)


@require_GET
@needs(SEE)
def comparison(request: CommunityRequest) -> HttpResponse:
    """Any two versions, `?from=3&to=9` by the numbers of their decisions."""
    old, new = (charter_queries.version_by(number_in(request.GET.get(end, ""))) for end in ("from", "to"))
    changes = compare(old.value, new.value)
    shown = {
        "old": old.decision, "new": new.decision,
        "changes": [{"number": one.number, "texts": _texts(one)} for one in changes],
        "same": len(new.value["articles"]) - sum(1 for one in changes if one.after),
        "versions": charter_queries.versions(),
    }  # fmt: skip
    return render(request, "governance/charter_compare.html", shown)


@require_GET
@needs(SEE)
def article(request: CommunityRequest, number: int) -> HttpResponse:
    turns = charter_queries.history_of_article(number)
    if not turns:
        raise Http404
    last = turns[0].after or turns[0].before
    assert last
    shown = {
        "number": number,
        "now": turns[0].after,
        "said": last.wording(_wanted(request, [last])),
        "turns": [{"decision": one.decision, "texts": _texts(Change(number, *one[1:]))} for one in turns],
    }
    return render(request, "governance/charter_article.html", shown)


def _open_to(request: CommunityRequest) -> list[Standing]:
    """What stands today; not there for whom the community does not show it."""
    if not request.access.can(SEE) and charter_queries.audience() != "public":
        raise PermissionDenied if request.access.membership else Http404
    return charter_queries.charter_on(timezone.localdate())


def _wanted(request: CommunityRequest, articles: list[Article]) -> list[str]:
    """The languages to read it in: the one asked for, else the reader's own, then the community's in their order."""
    written, own = languages_of(articles), (get_language() or "en").partition("-")[0]
    asked = next((code for code in (request.GET.get("language"), own) if code in written), None)
    return list(dict.fromkeys(code for code in (asked, *request.access.community.languages, *written) if code)) or [own]


def _shown(standing: Standing, wanted: list[str]) -> dict[str, Any]:
    now, coming = (_said(one, wanted) if one else None for one in (standing.now, standing.coming))
    return {
        "number": standing.number,
        "now": now,
        "coming": coming,
        "from": standing.coming and standing.coming.holds_from,
    }


def _said(one: Article, wanted: list[str]) -> dict[str, Any]:
    said = one.wording(wanted)
    return {**said._asdict(), "direction": direction(said.language), "since": one.holds_from}


def _texts(change: Change) -> list[dict[str, Any]]:
    """What differs, language by language, as one text each: the title, then the text."""
    before, after = (one or Article(number=change.number) for one in change[1:])
    codes = dict.fromkeys([*after.text, *before.text])
    texts = [
        {"language": code, "direction": direction(code), "old": _whole(before, code), "new": _whole(after, code)}
        for code in codes
    ]
    return [one for one in texts if one["old"] != one["new"]] + _days(before, after)


def _whole(one: Article, code: str) -> str:
    return f"{one.title[code]}\n\n{one.text[code]}" if code in one.text else ""


def _days(before: Article, after: Article) -> list[dict[str, Any]]:
    if before.holds_from == after.holds_from or not after.text:
        return []
    return [{"language": "", "old": before.holds_from, "new": after.holds_from}]
