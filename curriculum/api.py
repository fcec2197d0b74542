"""Curricula of a community, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person
from api.views import Api
from curriculum.actions import (
    add_coauthor,
    add_node,
    create_curriculum,
    delete_node,
    edit_curriculum,
    edit_node,
    move_node,
    publish_version,
    remove_coauthor,
)
from curriculum.models import Curriculum, CurriculumUserPermission, Node, Version
from curriculum.queries import curricula, versions_of
from curriculum.shapes import (
    AboutInput,
    CoauthorInput,
    CoauthorRow,
    CurriculumRow,
    MoveInput,
    NodeInput,
    NodeRow,
    NodeWords,
    PublishInput,
    VersionRow,
    VersionWhole,
)
from curriculum.views import readable, writable


class CurriculaApi(Api):
    permission = {"GET": "curriculum.read", "POST": "curriculum.write"}

    @extend_schema(operation_id="here_curricula", summary="The curricula here", responses=CurriculumRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(curricula(drafts=self.access.can("curriculum.write")), CurriculumRow)

    @extend_schema(
        operation_id="here_curriculum_start", summary="Start a curriculum", request=AboutInput,
        responses={201: CurriculumRow},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        made = create_curriculum(by=self.access.membership, **self.given(AboutInput))
        return Response(CurriculumRow(made).data, status=201)


class CurriculumApi(Api):
    audience = "people"

    @extend_schema(operation_id="here_curriculum", summary="One curriculum", responses=CurriculumRow)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(CurriculumRow(readable(self, pk)).data)

    @extend_schema(
        operation_id="here_curriculum_change", summary="Change what a draft says about itself",
        request=AboutInput(partial=True), responses=CurriculumRow,
    )  # fmt: skip
    def patch(self, request: Request, pk: UUID) -> Response:
        checked = AboutInput(data=request.data, partial=True)
        checked.is_valid(raise_exception=True)
        return Response(CurriculumRow(edit_curriculum(writable(self, pk), **checked.validated_data)).data)


class NodesApi(Api):
    audience = "people"

    @extend_schema(operation_id="here_parts", summary="A draft’s units and activities", responses=NodeRow(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        rows = writable(self, pk).nodes.order_by("position", "pk")
        return Response(NodeRow(rows, many=True).data)

    @extend_schema(
        operation_id="here_part_add", summary="Add a unit or activity", request=NodeInput, responses={201: NodeRow}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        return Response(NodeRow(add_node(writable(self, pk), **self.given(NodeInput))).data, status=201)


class NodeApi(Api):
    audience = "people"

    @extend_schema(operation_id="here_part_change", summary="Write on it", request=NodeWords, responses=NodeRow)
    def patch(self, request: Request, pk: UUID, key: UUID) -> Response:
        return Response(NodeRow(edit_node(_node(self, pk, key), **self.given(NodeWords))).data)

    @extend_schema(operation_id="here_part_delete", summary="Take it out of the draft", responses={204: None})
    def delete(self, request: Request, pk: UUID, key: UUID) -> Response:
        delete_node(_node(self, pk, key))
        return Response(status=204)


class MoveApi(Api):
    audience = "people"

    @extend_schema(operation_id="here_part_move", summary="Move it one step", request=MoveInput, responses=NodeRow)
    def post(self, request: Request, pk: UUID, key: UUID) -> Response:
        return Response(NodeRow(move_node(_node(self, pk, key), **self.given(MoveInput))).data)


class CoauthorsApi(Api):
    permission = "curriculum.write"

    @extend_schema(operation_id="here_coauthors", summary="Who writes along", responses=CoauthorRow(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(CoauthorRow(get_object_or_404(Curriculum, pk=pk).grants.all(), many=True).data)

    @extend_schema(
        operation_id="here_coauthor_add", summary="Let a person write along", request=CoauthorInput,
        responses={201: CoauthorRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        shown = get_object_or_404(Curriculum, pk=pk)
        username = self.given(CoauthorInput)["username"]
        person = get_object_or_404(Person, username__iexact=username, is_active=True)
        return Response(CoauthorRow(add_coauthor(shown, person=person)).data, status=201)


class CoauthorApi(Api):
    permission = "curriculum.write"

    @extend_schema(operation_id="here_coauthor_end", summary="End the right to write along", responses={204: None})
    def delete(self, request: Request, pk: UUID, grant: UUID) -> Response:
        remove_coauthor(get_object_or_404(CurriculumUserPermission, pk=grant, content_object_id=pk))
        return Response(status=204)


class VersionsApi(Api):
    permission = {"GET": "curriculum.read", "POST": "curriculum.publish"}

    @extend_schema(operation_id="here_versions", summary="What was published", responses=VersionRow(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(versions_of(get_object_or_404(Curriculum, pk=pk)), VersionRow)

    @extend_schema(
        operation_id="here_version_publish", summary="Publish the draft as the next version", request=PublishInput,
        responses={201: VersionRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        shown = get_object_or_404(Curriculum, pk=pk)
        made = publish_version(shown, by=self.access.membership, **self.given(PublishInput))
        return Response(VersionRow(made).data, status=201)


class VersionApi(Api):
    permission = "curriculum.read"

    @extend_schema(operation_id="here_version", summary="One version, whole", responses=VersionWhole)
    def get(self, request: Request, pk: UUID, number: int) -> Response:
        found = get_object_or_404(Version.objects.prefetch_related("nodes"), curriculum_id=pk, number=number)
        return Response(VersionWhole(found).data)


def _node(request: Any, pk: UUID, key: UUID) -> Node:
    found: Node = get_object_or_404(Node, curriculum=writable(request, pk), key=key)
    return found
