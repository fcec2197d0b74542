"""Reviews: read by everyone, written by those who taught it, answered by its community."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import AccessRequest, MemberRequest, needs
from curriculum.commons.models import Review, SharedVersion
from curriculum.commons.queries import readable
from curriculum.commons.reviews.actions import answer_review, why_not, withdraw_review, write_review
from curriculum.commons.reviews.forms import AnswerForm, ReviewForm
from curriculum.commons.reviews.queries import (
    communities_that_use,
    own_review,
    own_words,
    reviews_of,
    summary_of,
    users_among,
)
from curriculum.commons.rules import may_answer, may_take_over
from tenancy.refusal import Refused
from web.paging import page_of


def said_of(request: AccessRequest, shared: SharedVersion) -> dict[str, Any]:
    """What a page about it needs to show its reviews, and who may write or answer one."""
    homes = may_take_over(request.access, shared)
    own = own_review(shared.curriculum, request.access.person)
    return {
        "summary": summary_of(shared.curriculum), "users": communities_that_use(shared.curriculum), "own_review": own,
        "reviewers": users_among(homes, shared.curriculum) if homes else [],
        "answers": may_answer(request.access, shared),
    }  # fmt: skip


@require_GET
def reviews(request: AccessRequest, pk: UUID) -> HttpResponse:
    shared = _readable(pk)
    page = page_of(request, reviews_of(shared.curriculum), 20)
    return render(request, "commons/reviews.html", {"shared": shared, "page": page, **said_of(request, shared)})


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def review(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Write it, or write it anew; who may not reads why."""
    shared, access = _readable(pk), request.access
    known = own_review(shared.curriculum, access.person)
    form = ReviewForm(request.POST or None, instance=known)
    refusal = why_not(shared, access.community)
    if request.method == "POST" and form.is_valid():
        try:
            write_review(shared, by=access.membership, **form.cleaned_data)
        except Refused as problem:
            refusal = str(problem)
        else:
            messages.success(request, _("Thank you. Everyone can read it now."))
            return HttpResponseRedirect(reverse("commons-reviews", args=[pk]))
    shown = {"shared": shared, "form": form, "refusal": refusal, "known": known}
    return render(request, "commons/review_write.html", shown, status=422 if request.method == "POST" else 200)


@require_POST
def withdraw(request: AccessRequest, pk: UUID) -> HttpResponse:
    found = own_words(pk, request.access.person)
    if found is None:
        raise Http404
    withdraw_review(found)
    messages.success(request, _("Your review is gone."))
    return HttpResponseRedirect(reverse("commons"))


@require_http_methods(["GET", "POST"])
@needs("curriculum.publish")
def answer(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Review.objects.select_related("community"), pk=pk)
    shared = get_object_or_404(
        SharedVersion, curriculum=found.curriculum, community=request.access.community, latest=True
    )
    form = AnswerForm(request.POST or None, initial={"text": found.answer})
    if request.method == "POST" and form.is_valid():
        answer_review(found, by=request.access.membership, **form.cleaned_data)
        return HttpResponseRedirect(reverse("commons-reviews", args=[shared.pk]))
    shown = {"shared": shared, "review": found, "form": form}
    return render(request, "commons/review_answer.html", shown, status=422 if form.errors else 200)


def _readable(pk: UUID) -> SharedVersion:
    found = readable(pk)
    if found is None:
        raise Http404
    return found
