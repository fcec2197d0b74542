"""Curricula of a community, for programs."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.actions import (
    add_node,
    archive_curriculum,
    create_curriculum,
    delete_node,
    edit_curriculum,
    edit_node,
    move_node,
    place_node,
    publish_version,
    restore_curriculum,
)
from curriculum.checking import findings
from curriculum.models import Curriculum, Node, Version
from curriculum.nodes import data_of
from curriculum.part_shapes import DraftPartRow, NewPart, PartEdit
from curriculum.queries import changes_between, listed, versions_of
from curriculum.rules import readable, writable
from curriculum.shapes import (
    AboutInput,
    ChangeRow,
    CurriculaFilters,
    CurriculumRow,
    FindingRow,
    MoveInput,
    PlaceInput,
    PublishInput,
    VersionRow,
    VersionWhole,
)


class CurriculaApi(Api):
    permission = {"GET": "curriculum.read", "POST": "curriculum.write"}

    @extend_schema(
        operation_id="here_curricula",
        summary="The curricula here",
        parameters=[CurriculaFilters],
        responses=CurriculumRow(many=True),
    )
    def get(self, request: Request) -> Response:
        found = listed(drafts=self.access.can("curriculum.write"), **self.asked(CurriculaFilters))
        return self.page(found, CurriculumRow)

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
        return Response(CurriculumRow(readable(self.access, pk)[0]).data)

    @extend_schema(
        operation_id="here_curriculum_change", summary="Change what a draft says about itself",
        request=AboutInput(partial=True), responses=CurriculumRow,
    )  # fmt: skip
    def patch(self, request: Request, pk: UUID) -> Response:
        given = self.given(AboutInput, partial=True)
        return Response(CurriculumRow(edit_curriculum(writable(self.access, pk), **given)).data)


class ArchiveApi(Api):
    permission = "curriculum.write"

    @extend_schema(operation_id="here_curriculum_archive", summary="Put it away", request=None, responses=CurriculumRow)
    def put(self, request: Request, pk: UUID) -> Response:
        return Response(CurriculumRow(archive_curriculum(writable(self.access, pk))).data)

    @extend_schema(operation_id="here_curriculum_restore", summary="Take it out again", responses={200: CurriculumRow})
    def delete(self, request: Request, pk: UUID) -> Response:
        return Response(CurriculumRow(restore_curriculum(writable(self.access, pk))).data)


class NodesApi(Api):
    audience = "people"
    pagination_class = None

    @extend_schema(
        operation_id="here_parts", summary="A draft’s units and activities", responses=DraftPartRow(many=True)
    )
    def get(self, request: Request, pk: UUID) -> Response:
        rows = writable(self.access, pk).nodes.order_by("position", "pk")
        return Response(DraftPartRow(rows, many=True).data)

    @extend_schema(
        operation_id="here_part_add", summary="Add a unit or activity", request=NewPart, responses={201: DraftPartRow}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        return Response(DraftPartRow(add_node(writable(self.access, pk), **self.given(NewPart))).data, status=201)


class NodeApi(Api):
    audience = "people"

    @extend_schema(operation_id="here_part_change", summary="Write on it", request=PartEdit, responses=DraftPartRow)
    def patch(self, request: Request, pk: UUID, key: UUID) -> Response:
        return Response(DraftPartRow(edit_node(_node(self, pk, key), **self.given(PartEdit))).data)

    @extend_schema(operation_id="here_part_delete", summary="Take it out of the draft", responses={204: None})
    def delete(self, request: Request, pk: UUID, key: UUID) -> Response:
        delete_node(_node(self, pk, key))
        return Response(status=204)


class MoveApi(Api):
    audience = "people"

    @extend_schema(operation_id="here_part_move", summary="Move it one step", request=MoveInput, responses=DraftPartRow)
    def post(self, request: Request, pk: UUID, key: UUID) -> Response:
        return Response(DraftPartRow(move_node(_node(self, pk, key), **self.given(MoveInput))).data)


class PlaceApi(Api):
    audience = "people"

    @extend_schema(operation_id="here_part_place", summary="Put it where it belongs", request=PlaceInput,
                   responses=DraftPartRow)  # fmt: skip
    def put(self, request: Request, pk: UUID, key: UUID) -> Response:
        return Response(DraftPartRow(place_node(_node(self, pk, key), **self.given(PlaceInput))).data)


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


class ChecksApi(Api):
    audience = "people"
    pagination_class = None

    @extend_schema(
        operation_id="here_draft_checks", summary="What to look at before publishing", responses=FindingRow(many=True)
    )
    def get(self, request: Request, pk: UUID) -> Response:
        curriculum = writable(self.access, pk)
        nodes = [data_of(node) for node in curriculum.nodes.all()]
        return Response(FindingRow(findings(curriculum, nodes), many=True).data)


class VersionApi(Api):
    permission = "curriculum.read"

    @extend_schema(operation_id="here_version", summary="One version, whole", responses=VersionWhole)
    def get(self, request: Request, pk: UUID, number: int) -> Response:
        found = get_object_or_404(Version.objects.prefetch_related("nodes"), curriculum_id=pk, number=number)
        return Response(VersionWhole(found).data)


class CompareApi(Api):
    permission = "curriculum.read"
    pagination_class = None

    @extend_schema(
        operation_id="here_versions_compare", summary="What differs between two", responses=ChangeRow(many=True)
    )
    def get(self, request: Request, pk: UUID, old: int, new: int) -> Response:
        sides = [get_object_or_404(Version, curriculum_id=pk, number=number) for number in (old, new)]
        changes = [change for change in changes_between(*sides) if change.what != "same"]
        return Response(ChangeRow(changes, many=True).data)


def _node(endpoint: Api, pk: UUID, key: UUID) -> Node:
    found: Node = get_object_or_404(Node, curriculum=writable(endpoint.access, pk), key=key)
    return found
