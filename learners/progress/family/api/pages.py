"""Pages for families, for programs."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.guardianship import looking
from learners.models import Enrolment, Offering
from learners.progress.family.queries import group_pages, own_page, own_places, page_here
from learners.progress.reading import teaches


class FamilyLesson(serializers.Serializer[Any]):
    enrolment = serializers.UUIDField(source="enrolment.pk")
    community = serializers.SlugField(source="enrolment.card.community.slug")
    title = serializers.CharField(source="enrolment.card.title")
    done = serializers.IntegerField(source="standing.done", help_text="Activities handed in or marked")
    total = serializers.IntegerField(source="standing.total")
    attended = serializers.CharField(allow_blank=True, help_text="In plain words; empty: no roll was taken")


class FamilyLevel(serializers.Serializer[Any]):
    community = serializers.SlugField(source="community.slug")
    level = serializers.IntegerField(help_text="1 is the lowest of `scale`")
    scale = serializers.ListField(child=serializers.CharField(), help_text="The community’s own, lowest first")
    on = serializers.DateField()


class FamilySkill(serializers.Serializer[Any]):
    key = serializers.UUIDField()
    title = serializers.CharField(help_text="In the language asked for, where a framework has it")
    shown = FamilyLevel(many=True)


class FamilySaid(serializers.Serializer[Any]):
    on = serializers.DateField()
    title = serializers.CharField()
    level_name = serializers.CharField()
    words = serializers.CharField(allow_blank=True)
    by_name = serializers.CharField(allow_blank=True)


class FamilyStep(serializers.Serializer[Any]):
    title = serializers.CharField(source="activity.title")
    why = serializers.CharField()


class FamilyGoal(serializers.Serializer[Any]):
    words = serializers.CharField()
    state = serializers.CharField()
    next = serializers.CharField(source="next.title", default="", help_text="The first step that is not done")


class FamilyConsented(serializers.Serializer[Any]):
    about = serializers.CharField()
    words = serializers.CharField()


class FamilyPage(serializers.Serializer[Any]):
    person = serializers.UUIDField()
    name = serializers.CharField()
    goals = FamilyGoal(many=True, help_text="On the learner’s and their guardians’ pages alone")
    consented = FamilyConsented(many=True, help_text="What the community may know by consent, on its own pages alone")
    lessons = FamilyLesson(many=True)
    skills = FamilySkill(many=True)
    said = FamilySaid(many=True, help_text="The latest first")
    steps = FamilyStep(many=True)


class _Language(serializers.Serializer[Any]):
    language = serializers.ChoiceField(settings.LANGUAGES, required=False, help_text="BCP 47; the reader’s else")


class _Asked(_Language):
    at = serializers.SlugField(required=False, help_text="A community: of what it recorded alone")


class _PageApi(Api):
    pagination_class = None

    def own(self, person: UUID, name: str) -> Response:
        asked = self.asked(_Asked)
        language = asked.get("language") or self.access.person.language
        place = next((one for one in own_places() if one.slug == asked.get("at")), None)
        with override(language):
            return Response(FamilyPage(own_page(person, name, language=language, at=place)).data)

    @property
    def language(self) -> str:
        return str(self.asked(_Language).get("language") or self.access.person.language)


class OwnPageApi(_PageApi):
    @extend_schema(operation_id="me_page", summary="My page for the family", parameters=[_Asked], responses=FamilyPage)
    def get(self, request: Request) -> Response:
        return self.own(self.access.person.pk, str(self.access.person))


class ChildPageApi(_PageApi):
    @extend_schema(
        operation_id="me_child_page", summary="A child’s page; the child sees the look", parameters=[_Asked],
        responses=FamilyPage,
    )  # fmt: skip
    def get(self, request: Request, child: UUID) -> Response:
        with looking(child, self.access.person, what=_("Your page for the family")) as guardianship:
            return self.own(child, guardianship.other_name)


class GroupPagesApi(_PageApi):
    permission = "learners.see_enrolments"

    @extend_schema(
        operation_id="here_group_pages", summary="A page of each who learns in an offering of mine",
        parameters=[_Language], responses=FamilyPage(many=True),
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        offering = get_object_or_404(Offering, pk=pk)
        if not teaches(self.access, offering):
            raise PermissionDenied
        with override(self.language):
            return Response(FamilyPage(group_pages(offering, language=self.language), many=True).data)


class OnePageApi(_PageApi):
    permission = "learners.see_enrolments"

    @extend_schema(
        operation_id="here_learner_page", summary="A learner’s page, of what I teach them", parameters=[_Language],
        responses=FamilyPage,
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        enrolment = get_object_or_404(Enrolment, pk=pk)
        if not teaches(self.access, enrolment.offering_id):
            raise PermissionDenied
        with override(self.language):
            return Response(FamilyPage(page_here(enrolment, self.access, language=self.language)).data)
