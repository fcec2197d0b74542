"""Anyone who is signed in may found a community, from nothing or from a template that anyone may read."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from communities.governance.charter.templates import KEYS, all_templates, template_called
from communities.governance.forms import FoundForm
from communities.governance.founding import found_community
from communities.governance.kinds import KINDS
from communities.governance.rule_words import roles_words
from tenancy.refusal import Refused
from web.amounts import direction


@login_required
@require_http_methods(["GET", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    form = FoundForm(request.POST or None, template=request.GET.get("template", ""))
    person: Any = request.user
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("slug", "kind", "template")}
        try:
            community = found_community(person, choices=form.choices(), beginnings=form.beginnings(), **given)
            messages.success(request, _("%(name)s is founded. You keep its keys.") % {"name": community.name})
            return HttpResponseRedirect(community.get_absolute_url())
        except Refused as refusal:
            form.add_error(None, str(refusal))
    own = [(get_language() or "en").partition("-")[0]]
    templates = [{"key": one.key, "writing": one.writing(own)} for one in all_templates()]
    shown = {"form": form, "templates": templates}
    return render(request, "governance/found.html", shown, status=422 if form.errors else 200)


@require_GET
def template(request: HttpRequest, key: str) -> HttpResponse:
    """To be read before founding: the charter, and what it sets."""
    if key not in KEYS:
        raise Http404
    one, own = template_called(key), (get_language() or "en").partition("-")[0]
    asked = request.GET.get("language", own)
    language = asked if asked in one.writings else "en"
    values = one.values([language])
    shown = {
        "template": one,
        "writing": one.writings[language],
        "language": language,
        "direction": direction(language),
        "languages": list(one.writings),
        "founder": roles_words(tuple(one.founder)),
        "sets": [
            {"kind": KINDS[name], "words": KINDS[name].words(values[name])} for name in values if name != "charter"
        ],
    }
    return render(request, "governance/template.html", shown)
