"""What endpoints of consents answer: one's own, or those of a child for their guardian, who sees it."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.response import Response

from api.views import Api
from communities.models import Community
from learners.consents.acting import Acting, acting
from learners.consents.actions import agree, give_consent, revoke
from learners.consents.api.shapes import ConsentInput, ConsentRow
from learners.consents.models import Consent
from learners.consents.queries import consents
from learners.consents.receipts import receipt_of


@contextmanager
def _for(api: Api, child: UUID | None) -> Iterator[Acting]:
    try:
        with acting(api.access.person, child, what=_("Your consents")) as who:
            yield who
    except Consent.DoesNotExist as missing:
        raise Http404 from missing


def list_them(api: Api, child: UUID | None = None) -> Response:
    with _for(api, child):
        return api.page(consents(), ConsentRow)


def give(api: Api, child: UUID | None = None) -> Response:
    given = api.given(ConsentInput)
    community = get_object_or_404(Community, slug=given["community"])
    about = {"purpose": given["purpose"], "fields": given["covers"], "days": given["days"]}
    with _for(api, child) as who:
        return Response(ConsentRow(give_consent(who, community=community, **about)).data, status=201)


def show(api: Api, pk: UUID, child: UUID | None = None) -> Response:
    with _for(api, child):
        return Response(ConsentRow(consents().get(pk=pk)).data)


def take_back(api: Api, pk: UUID, child: UUID | None = None) -> Response:
    with _for(api, child) as who:
        revoke(who, pk=pk)
    return Response(status=204)


def add_word(api: Api, pk: UUID, child: UUID | None = None) -> Response:
    with _for(api, child) as who:
        return Response(ConsentRow(agree(who, pk=pk)).data)


def show_receipt(api: Api, pk: UUID, child: UUID | None = None) -> Response:
    with _for(api, child):
        return Response(receipt_of(consents().get(pk=pk)))
