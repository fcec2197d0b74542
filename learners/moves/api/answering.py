"""What endpoints of moves answer: one's own, or those of a child for their guardian, who sees it."""

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
from learners.consents.queries import own_memberships
from learners.moves.actions import agree_move, ask_move, undo_move
from learners.moves.api.shapes import HomeMoveInput, HomeMovePreview, HomeMoveRow, PreviewAsked
from learners.moves.models import HomeMove
from learners.moves.queries import destinations, homes, own_moves, preview


@contextmanager
def _for(api: Api, child: UUID | None) -> Iterator[Acting]:
    try:
        with acting(api.access.person, child, what=_("Where you are at home")) as who:
            yield who
    except HomeMove.DoesNotExist as missing:
        raise Http404 from missing


def list_them(api: Api, child: UUID | None = None) -> Response:
    with _for(api, child):
        return api.page(own_moves(), HomeMoveRow)


def ask(api: Api, child: UUID | None = None) -> Response:
    given = api.given(HomeMoveInput)
    with _for(api, child) as who:
        memberships = own_memberships()
        source = _named(given.pop("old_home"), [one.community for one in homes(memberships)])
        target = _named(given.pop("new_home"), destinations(memberships))
        return Response(HomeMoveRow(ask_move(who, source=source, target=target, **given)).data, status=201)


def foresee(api: Api, child: UUID | None = None) -> Response:
    asked = api.asked(PreviewAsked)
    with _for(api, child):
        source = _named(asked["old_home"], [one.community for one in homes(own_memberships())])
        found = preview(source)
        shown = {
            "consents": [one.purpose for one in found.consents], "places": [one.pk for one in found.places],
            "recorded": found.recorded, "goals": found.goals, "steps": [one.id for one in found.steps],
            "birthday": found.birthday,
        }  # fmt: skip
        return Response(HomeMovePreview(shown).data)


def show(api: Api, pk: UUID, child: UUID | None = None) -> Response:
    with _for(api, child):
        return Response(HomeMoveRow(get_object_or_404(own_moves(), pk=pk)).data)


def undo(api: Api, pk: UUID, child: UUID | None = None) -> Response:
    with _for(api, child) as who:
        return Response(HomeMoveRow(undo_move(who, pk=pk)).data)


def add_word(api: Api, pk: UUID, child: UUID | None = None) -> Response:
    with _for(api, child) as who:
        return Response(HomeMoveRow(agree_move(who, pk=pk)).data)


def _named(slug: str, places: list[Community]) -> Community:
    found = next((one for one in places if one.slug == slug), None)
    if found is None:
        raise Http404
    return found
