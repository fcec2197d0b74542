"""How evidence and its assessments look in the API."""

from typing import Any

from rest_framework import serializers

from learners.progress.evidence.forms import MOST_TRANSCRIPT
from learners.progress.evidence.models import Assessment, Kind, Who


class Named(serializers.Serializer[Any]):
    key = serializers.UUIDField()
    title = serializers.CharField()


class EvidenceAssessmentRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    assessor = serializers.ChoiceField(Assessment.Role.choices, source="role")
    by_name = serializers.CharField()
    level = serializers.IntegerField(help_text="1 is the lowest of `scale`")
    scale = serializers.ListField(child=serializers.CharField(), help_text="The levels as they stood, lowest first")
    rubric = serializers.JSONField(allow_null=True, help_text="As it stood, where one was gone by")
    rubric_levels = serializers.ListField(child=serializers.IntegerField(), help_text="Of its criteria")
    competencies = Named(many=True)
    words = serializers.CharField()
    at = serializers.DateTimeField()


class PieceOfEvidence(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    enrolment = serializers.UUIDField(source="enrolment_id")
    kind = serializers.ChoiceField(Kind.choices)
    title = serializers.CharField()
    words = serializers.CharField()
    link = serializers.CharField()
    file_name = serializers.CharField()
    media_type = serializers.CharField()
    transcript = serializers.CharField()
    attempt = serializers.UUIDField(source="attempt_id", allow_null=True)
    activity_key = serializers.UUIDField(allow_null=True)
    activity_title = serializers.CharField()
    competencies = Named(many=True)
    by_name = serializers.CharField()
    by_role = serializers.ChoiceField(Who.choices)
    added_at = serializers.DateTimeField()


class EvidenceWhole(PieceOfEvidence):
    assessments = EvidenceAssessmentRow(many=True)


class EvidenceWaiting(PieceOfEvidence):
    display_name = serializers.CharField(source="enrolment.display_name")
    offering = serializers.CharField(source="enrolment.offering.title")


class AskRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    evidence = serializers.UUIDField(source="evidence_id")
    title = serializers.CharField()
    learner_name = serializers.CharField()
    display_name = serializers.CharField(help_text="Who is asked")
    asked_by_name = serializers.CharField()
    asked_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)


class PieceInput(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(Kind.choices)
    title = serializers.CharField(max_length=150)
    words = serializers.CharField(required=False, allow_blank=True, max_length=20_000)
    link = serializers.URLField(required=False, max_length=500)
    file = serializers.FileField(required=False, help_text="For a picture, a recording or a file")
    transcript = serializers.CharField(required=False, allow_blank=True, max_length=MOST_TRANSCRIPT)
    attempt = serializers.UUIDField(required=False, help_text="A marked one, for the result of an assessment")
    activity_key = serializers.UUIDField(required=False)
    competencies = serializers.ListField(child=serializers.UUIDField(), required=False, help_text="By their keys")


class AssessInput(serializers.Serializer[Any]):
    level = serializers.IntegerField(required=False, min_value=1)
    rubric = serializers.UUIDField(required=False, help_text="One of the community’s, instead of a level")
    rubric_levels = serializers.ListField(child=serializers.IntegerField(), required=False)
    competencies = serializers.ListField(
        child=serializers.UUIDField(), required=False, help_text="What it is of; without: all that the evidence names"
    )
    words = serializers.CharField(required=False, allow_blank=True, max_length=5000)


class AskInput(serializers.Serializer[Any]):
    enrolment = serializers.UUIDField(help_text="Of another learner of the offering")
