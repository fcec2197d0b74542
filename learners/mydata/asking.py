"""Ask a community that one left to erase what it recorded, and what its people answer."""

from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.access import MemberHere
from communities.models import Community, Membership
from learners.consents.acting import Acting
from learners.models import BELONGING, Enrolment
from learners.mydata import news
from learners.mydata.actions import refuse_who_may_not_carry
from learners.mydata.erasing import erase_here, former_member
from learners.mydata.models import ErasureRequest
from learners.mydata.places import places
from tenancy.refusal import Refused, refusing
from tenancy.scope import in_community
from web.sentences import Sentence

State = ErasureRequest.State


@transaction.atomic
def ask_to_erase(acting: Acting, *, community: Community, words: str = "") -> ErasureRequest:
    """Where one is a member no more and takes part in nothing; its people answer."""
    refuse_who_may_not_carry(acting)
    place = next((one for one in places() if one.community == community), None)
    if place is None:
        raise Refused(_("This community keeps nothing of yours."))
    if place.live:
        raise Refused(_("You belong to this community or take part there. Leave it first."))
    acting.log(Sentence(gettext_lazy("Asked for you that %(place)s erases what it recorded"), place=community.name))
    called = place.display_name or str(acting.by)
    with in_community(community.pk):
        with refusing({"one_open_erasure_request_each": _("You have asked already. They have not answered yet.")}):
            asked: ErasureRequest = ErasureRequest.objects.create(
                person_id=acting.learner, display_name=called, words=words.strip()
            )
        news.tell_who_answers(asked, community)
    return asked


@transaction.atomic
def erase_as_asked(request: ErasureRequest, *, by: MemberHere) -> ErasureRequest:
    """In the community's scope, for good. Refused while the person belongs to it again."""
    request = _locked(request)
    if Membership.objects.filter(person=request.person_id, until__isnull=True).exists() or (
        Enrolment.objects.filter(person=request.person_id, state__in=BELONGING).exists()
    ):
        raise Refused(_("%(name)s belongs to us again or takes part. Nothing is erased.") % {"name": request})
    gone: Counter[str] = erase_here(request.person.pk)
    request.gone, request.words, request.display_name = dict(gone), "", former_member()
    return _settle(request, State.DONE, by)


@transaction.atomic
def refuse_to_erase(request: ErasureRequest, *, by: MemberHere, answer: str) -> ErasureRequest:
    """With the reason, such as a law that asks to keep it; what is kept then goes when its time has come."""
    request = _locked(request)
    if not answer.strip():
        raise Refused(_("Say why."))
    request.answer = answer.strip()
    return _settle(request, State.REFUSED, by)


def _locked(request: ErasureRequest) -> ErasureRequest:
    locked = ErasureRequest.objects.select_for_update(of=["self"]).select_related("person")
    found: ErasureRequest = locked.get(pk=request.pk)
    if found.state != State.OPEN:
        raise Refused(_("This request has been answered."))
    return found


def _settle(request: ErasureRequest, state: str, by: MemberHere) -> ErasureRequest:
    request.state, request.answered_at, request.answered_by_name = state, timezone.now(), str(by.membership)
    request.save()
    news.tell_answered(request, by.community)
    return request
