"""The files beside a proposal: put there, taken away, and read by whoever may read the proposal."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from communities.access import MemberRequest, needs
from communities.governance.proposals.attaching import attach_file, attachments_of, detach_file
from communities.governance.proposals.forms import AttachForm
from communities.governance.views.proposals import SEE, act_on, found
from files.answers import file_answer


@require_POST
@needs(SEE)
def attach(request: MemberRequest, number: int) -> HttpResponse:
    one, me = found(request, number), request.access.membership
    form = AttachForm(request.POST, request.FILES)
    return act_on(request, one, form, lambda given: attach_file(one, by=me, **given))


@require_POST
@needs(SEE)
def detach(request: MemberRequest, number: int, pk: UUID) -> HttpResponse:
    one, me = found(request, number), request.access.membership
    attachment = get_object_or_404(attachments_of(one), pk=pk)
    return act_on(request, one, None, lambda _given: detach_file(attachment, by=me))


@require_GET
@needs(SEE)
def attachment(request: MemberRequest, number: int, pk: UUID) -> HttpResponseBase:
    return file_answer(request, get_object_or_404(attachments_of(found(request, number)), pk=pk).file)
