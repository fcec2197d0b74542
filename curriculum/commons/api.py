"""The commons, for programs."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.commons.actions import adopt_version, share_version, withdraw_from_commons
from curriculum.commons.audience import circles_named
from curriculum.commons.citing import as_bibtex, as_csl
from curriculum.commons.facets import Length
from curriculum.commons.models import SharedVersion
from curriculum.commons.queries import Wanted, find, readable, readable_bases
from curriculum.models import AccessFeature, Method, Version
from curriculum.questions import read_question, shown_json


class SharedRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    summary = serializers.CharField()
    language = serializers.CharField(help_text="BCP 47")
    subject = serializers.CharField()
    age_from = serializers.IntegerField(allow_null=True)
    age_to = serializers.IntegerField(allow_null=True)
    licence = serializers.CharField(help_text="SPDX")
    authors = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))
    community = serializers.CharField(source="community.slug")
    number = serializers.IntegerField(help_text="Of the version")
    activities = serializers.IntegerField()
    minutes = serializers.IntegerField()
    methods = serializers.ListField(child=serializers.CharField(), help_text="Of its parts")
    competencies = serializers.ListField(
        child=serializers.CharField(), help_text="That its parts teach, as they are called"
    )
    access = serializers.ListField(child=serializers.CharField(), help_text="What helps, in schema.org’s words")
    materials = serializers.ListField(child=serializers.CharField(), help_text="That its parts need")
    shared_at = serializers.DateTimeField()
    for_everyone = serializers.BooleanField(help_text="Else with communities of circles alone, yours among them")


class SharedNodesField(serializers.ListField):
    child = serializers.DictField()

    def to_representation(self, value: Any) -> Any:
        return [
            {**node, "questions": [shown_json(read_question(one)) for one in node["questions"]]}
            if "questions" in node
            else node
            for node in value
        ]


class SharedWhole(SharedRow):
    note = serializers.CharField()
    origins = serializers.SerializerMethodField(help_text="What it was made of, as far as you may read that")
    nodes = SharedNodesField(help_text="The parts in reading order; questions without what is right")

    def get_origins(self, shared: SharedVersion) -> list[UUID]:
        return [one.pk for one in readable_bases(shared)]


class CommonsApi(Api):
    permission_classes = (AllowAny,)

    class Filters(serializers.Serializer[Any]):
        text = serializers.CharField(required=False, max_length=200, help_text="Words, by their stems; newest first")
        language = serializers.CharField(required=False, help_text="BCP 47")
        subject = serializers.CharField(required=False)
        age = serializers.IntegerField(required=False, min_value=0, max_value=120)
        licence = serializers.CharField(required=False, help_text="SPDX")
        method = serializers.ChoiceField(Method.choices, required=False)
        competency = serializers.CharField(required=False, help_text="Taught in one of its parts, as it is called")
        length = serializers.ChoiceField(Length.choices, required=False, help_text="Of all parts together")
        access = serializers.ChoiceField(AccessFeature.choices, required=False, help_text="schema.org")

    @extend_schema(
        operation_id="commons", summary="What communities share", parameters=[Filters], responses=SharedRow(many=True)
    )
    def get(self, request: Request) -> Response:
        found = find(Wanted(**self.asked(self.Filters)), reader_language=get_language() or "en")
        return self.page(found.rows, SharedRow)


class SharedVersionApi(Api):
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="commons_version", summary="One shared version with its text", responses=SharedWhole)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(SharedWhole(_readable(pk)).data)


class CitationApi(Api):
    permission_classes = (AllowAny,)

    class Output(serializers.Serializer[Any]):
        csl = serializers.DictField(help_text="An item of CSL-JSON (citationstyles.org)")
        bibtex = serializers.CharField()

    @extend_schema(operation_id="commons_citation", summary="How it is cited", responses=Output)
    def get(self, request: Request, pk: UUID) -> Response:
        shared, address = _readable(pk), request.build_absolute_uri(reverse("commons-version", args=[pk]))
        told = {"csl": as_csl(shared, address=address), "bibtex": as_bibtex(shared, address=address)}
        return Response(self.Output(told).data)


class AdoptApi(Api):
    permission = "curriculum.write"

    class Output(serializers.Serializer[Any]):
        curriculum = serializers.UUIDField(source="curriculum_id")
        version = serializers.UUIDField(source="pk")

    @extend_schema(
        operation_id="here_commons_adopt",
        summary="Take a shared version over into this community",
        request=None,
        responses={201: Output},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        version = adopt_version(_readable(pk), by=self.access.membership)
        return Response(self.Output(version).data, status=201)


class ShareApi(Api):
    permission = "curriculum.publish"

    class Input(serializers.Serializer[Any]):
        circles = serializers.ListField(
            child=serializers.SlugField(), required=False, allow_null=True, allow_empty=False, max_length=50,
            help_text="Of your community, whose communities alone find it; without them everyone does",
        )  # fmt: skip

        class Meta:
            ref_name = "Share"

    @extend_schema(
        operation_id="here_version_share",
        summary="Share a version; again adds readers",
        request=Input,
        responses={201: SharedRow},
    )
    def post(self, request: Request, pk: UUID, number: int) -> Response:
        version = get_object_or_404(Version.objects.select_related("curriculum"), curriculum=pk, number=number)
        named = self.given(self.Input).get("circles")
        circles = None if named is None else circles_named(named)
        return Response(SharedRow(share_version(version, circles=circles)).data, status=201)


class WithdrawApi(Api):
    permission = "curriculum.publish"

    @extend_schema(
        operation_id="here_commons_withdraw",
        summary="Share this version no longer",
        request=None,
        responses={204: None},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        withdraw_from_commons(get_object_or_404(SharedVersion, pk=pk, community=self.access.community))
        return Response(status=204)


def _readable(pk: UUID) -> SharedVersion:
    found = readable(pk)
    if found is None:
        raise Http404
    return found
