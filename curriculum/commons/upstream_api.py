"""What is new in the original of an adaptation, for programs."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.commons.pulling import preview, pull_upstream, undo_pull
from curriculum.comparing import What
from curriculum.nodes import NodeData
from curriculum.rules import writable
from curriculum.values import thawed


class OfferedRow(serializers.Serializer[Any]):
    id = serializers.CharField(help_text="To name it when it is taken")
    key = serializers.UUIDField(allow_null=True, help_text="Of the unit or activity; null: the curriculum itself")
    title = serializers.CharField()
    what = serializers.ChoiceField(What.choices)
    field = serializers.CharField(help_text="A field, `place`, or `node` for all of it")
    is_conflict = serializers.BooleanField(help_text="It was changed here as well")
    base = serializers.SerializerMethodField()
    ours = serializers.SerializerMethodField()
    theirs = serializers.SerializerMethodField()

    def get_base(self, one: Any) -> Any:
        return _plain(one.base)

    def get_ours(self, one: Any) -> Any:
        return _plain(one.ours)

    def get_theirs(self, one: Any) -> Any:
        return _plain(one.theirs)


def _plain(value: Any) -> Any:
    if isinstance(value, NodeData):
        return value.as_json()
    if hasattr(value, "_asdict"):
        return value._asdict()
    return thawed(value) if isinstance(value, tuple) else value


class UpstreamApi(Api):
    permission = "curriculum.write"

    class Filters(serializers.Serializer[Any]):
        of = serializers.UUIDField(required=False, help_text="`original`; else the first that has something new")

    class Output(serializers.Serializer[Any]):
        original = serializers.UUIDField(allow_null=True, help_text="Which of its originals")
        version = serializers.UUIDField(allow_null=True, help_text="The newer shared version; null: there is none")
        number = serializers.IntegerField(allow_null=True)
        seen = serializers.DateTimeField(help_text="To send back when changes are taken")
        licence = serializers.CharField(help_text="SPDX; of the adaptation afterwards; empty: it may not be taken")
        reasons = serializers.ListField(child=serializers.CharField(), help_text="For that licence, or against any")
        changes = OfferedRow(many=True)

    class Input(serializers.Serializer[Any]):
        version = serializers.UUIDField()
        seen = serializers.DateTimeField()
        taken = serializers.ListField(
            child=serializers.CharField(max_length=100), required=False, max_length=20_000,
            help_text="Ids of changes; without it, all but those in conflict",
        )  # fmt: skip

    class Pulled(serializers.Serializer[Any]):
        id = serializers.UUIDField()
        taken = serializers.ListField(child=serializers.DictField())
        declined = serializers.ListField(child=serializers.DictField())
        held = serializers.ListField(child=serializers.CharField(), help_text="Titles of what had to stay or go back")

    @extend_schema(
        operation_id="here_curriculum_upstream", summary="What is new in the original of an adaptation",
        parameters=[Filters], responses=Output,
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        curriculum = writable(self.access, pk)
        found = preview(curriculum, **self.asked(self.Filters))
        told = {
            "original": found and found.origin.original,
            "version": found and found.theirs.pk, "number": found and found.theirs.number,
            "seen": curriculum.edited_at, "licence": found.outcome.licence if found else curriculum.licence,
            "reasons": found.outcome.reasons if found else [],
            "changes": found.changes if found else [],
        }  # fmt: skip
        return Response(self.Output(told).data)

    @extend_schema(
        operation_id="here_curriculum_pull", summary="Take changes of the original; the rest is declined",
        request=Input, responses={201: Pulled},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        given = self.given(self.Input)
        made = pull_upstream(writable(self.access, pk), by=self.access.membership, **given)
        return Response(self.Pulled(made).data, status=201)


class UndoApi(Api):
    permission = "curriculum.write"

    @extend_schema(
        operation_id="here_curriculum_undo_pull", summary="Undo the latest pull, until somebody has written since",
        request=None, responses={204: None},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        undo_pull(writable(self.access, pk))
        return Response(status=204)
