"""Frameworks and their competencies, for programs."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum import actions
from curriculum.framework_forms import BY_HAND
from curriculum.framework_queries import frameworks
from curriculum.models import Competency, CompetencyLink, Framework, Relation

READ_OR_WRITE = {
    "GET": "curriculum.read",
    **dict.fromkeys(("POST", "PATCH", "PUT", "DELETE"), "curriculum.write"),
}


class FrameworkInput(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=300)
    summary = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    language = serializers.CharField(max_length=35, help_text="BCP 47")
    subject = serializers.CharField(required=False, allow_blank=True, max_length=80)


class FrameworkOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    key = serializers.UUIDField(help_text="The same in every copy; CASE's identifier")
    title = serializers.CharField()
    summary = serializers.CharField()
    language = serializers.CharField(help_text="BCP 47")
    subject = serializers.CharField()
    publisher = serializers.CharField()
    edition = serializers.CharField()
    licence = serializers.CharField()
    source = serializers.CharField(help_text="Where it was taken from; empty: written here")  # type: ignore[assignment]
    more = serializers.DictField(help_text="What its source says besides")
    edited_at = serializers.DateTimeField()


class CompetencyInput(serializers.Serializer[Any]):
    code = serializers.CharField(required=False, allow_blank=True, max_length=100)
    statement = serializers.CharField(max_length=20_000, help_text="Markdown")
    short = serializers.CharField(required=False, allow_blank=True, max_length=200)
    kind = serializers.CharField(required=False, allow_blank=True, max_length=100)
    notes = serializers.CharField(required=False, allow_blank=True, max_length=20_000)


class NewCompetencyInput(CompetencyInput):
    parent_key = serializers.UUIDField(required=False, allow_null=True, help_text="Of what it lies under")


class CompetencyOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    key = serializers.UUIDField()
    parent_key = serializers.UUIDField(allow_null=True)
    position = serializers.IntegerField(help_text="Among its siblings, from 0")
    code = serializers.CharField()
    statement = serializers.CharField(help_text="Markdown")
    short = serializers.CharField()
    kind = serializers.CharField()
    language = serializers.CharField(help_text="BCP 47; empty: the framework's")
    levels = serializers.ListField(child=serializers.CharField(), help_text="Of education")
    keywords = serializers.ListField(child=serializers.CharField())
    notes = serializers.CharField()
    more = serializers.DictField(help_text="What its source says besides")


class LinkInput(serializers.Serializer[Any]):
    relation = serializers.ChoiceField(BY_HAND)
    target = serializers.UUIDField(required=False, allow_null=True, help_text="id of another competency here")
    address = serializers.URLField(required=False, allow_blank=True, max_length=1000, help_text="Or one elsewhere")
    title = serializers.CharField(required=False, allow_blank=True, max_length=300)

    class Meta:
        ref_name = "CompetencyLinkInput"


class LinkOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    relation = serializers.ChoiceField(Relation.choices)
    origin = serializers.UUIDField(source="origin_id")
    target = serializers.UUIDField(source="target_id", allow_null=True)
    address = serializers.CharField()
    title = serializers.CharField()

    class Meta:
        ref_name = "CompetencyLink"


class FrameworksApi(Api):
    permission = READ_OR_WRITE

    class Filters(serializers.Serializer[Any]):
        text = serializers.CharField(required=False, max_length=200, help_text="In title or subject")

    @extend_schema(
        operation_id="frameworks", summary="Frameworks of competencies", parameters=[Filters],
        responses=FrameworkOutput(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        return self.page(frameworks(**self.asked(self.Filters)), FrameworkOutput)

    @extend_schema(
        operation_id="frameworks_make", summary="Start one", request=FrameworkInput, responses={201: FrameworkOutput}
    )
    def post(self, request: Request) -> Response:
        made = actions.create_framework(by=self.access.membership, **self.given(FrameworkInput))
        return Response(FrameworkOutput(made).data, status=status.HTTP_201_CREATED)


class FrameworkApi(Api):
    permission = READ_OR_WRITE

    @extend_schema(operation_id="frameworks_one", summary="One framework", responses=FrameworkOutput)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(FrameworkOutput(get_object_or_404(Framework, pk=pk)).data)

    @extend_schema(
        operation_id="frameworks_edit", summary="Say what it is; only one written here", request=FrameworkInput,
        responses=FrameworkOutput,
    )  # fmt: skip
    def patch(self, request: Request, pk: UUID) -> Response:
        given = self.given(FrameworkInput, partial=True)
        return Response(FrameworkOutput(actions.edit_framework(get_object_or_404(Framework, pk=pk), **given)).data)


class OfFramework(Api):
    permission = READ_OR_WRITE

    def rows(self, pk: UUID) -> QuerySet[Competency]:
        found: QuerySet[Competency] = Competency.objects.filter(framework=get_object_or_404(Framework, pk=pk))
        return found

    def one(self, pk: UUID, key: UUID) -> Competency:
        found: Competency = get_object_or_404(Competency.objects.select_related("framework"), framework=pk, key=key)
        return found


class CompetenciesApi(OfFramework):
    @extend_schema(
        operation_id="competencies", summary="All of a framework's, each naming its parent",
        responses=CompetencyOutput(many=True),
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(self.rows(pk), CompetencyOutput)

    @extend_schema(
        operation_id="competencies_add", summary="Add one after its siblings", request=NewCompetencyInput,
        responses={201: CompetencyOutput},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        made = actions.add_competency(get_object_or_404(Framework, pk=pk), **self.given(NewCompetencyInput))
        return Response(CompetencyOutput(made).data, status=status.HTTP_201_CREATED)


class CompetencyApi(OfFramework):
    @extend_schema(operation_id="competencies_one", summary="One competency", responses=CompetencyOutput)
    def get(self, request: Request, pk: UUID, key: UUID) -> Response:
        return Response(CompetencyOutput(self.one(pk, key)).data)

    @extend_schema(
        operation_id="competencies_edit", summary="Word it otherwise", request=CompetencyInput,
        responses=CompetencyOutput,
    )  # fmt: skip
    def patch(self, request: Request, pk: UUID, key: UUID) -> Response:
        given = self.given(CompetencyInput, partial=True)
        return Response(CompetencyOutput(actions.edit_competency(self.one(pk, key), **given)).data)

    @extend_schema(operation_id="competencies_remove", summary="Take it away", responses={204: None})
    def delete(self, request: Request, pk: UUID, key: UUID) -> Response:
        actions.delete_competency(self.one(pk, key))
        return Response(status=status.HTTP_204_NO_CONTENT)


class LinksApi(OfFramework):
    @extend_schema(operation_id="competency_links", summary="Links from it and to it", responses=LinkOutput(many=True))
    def get(self, request: Request, pk: UUID, key: UUID) -> Response:
        one = self.one(pk, key)
        return self.page(CompetencyLink.objects.filter(Q(origin=one) | Q(target=one)), LinkOutput)

    @extend_schema(
        operation_id="competency_links_add", summary="Link it to another", request=LinkInput,
        responses={201: LinkOutput},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID, key: UUID) -> Response:
        given = self.given(LinkInput)
        target = given.pop("target", None)
        found = get_object_or_404(Competency, pk=target) if target else None
        made = actions.link_competencies(self.one(pk, key), target=found, **given)
        return Response(LinkOutput(made).data, status=status.HTTP_201_CREATED)


class LinkApi(OfFramework):
    @extend_schema(operation_id="competency_links_remove", summary="End a link", responses={204: None})
    def delete(self, request: Request, pk: UUID, key: UUID, link: UUID) -> Response:
        actions.unlink_competencies(get_object_or_404(CompetencyLink, pk=link, origin=self.one(pk, key)))
        return Response(status=status.HTTP_204_NO_CONTENT)
