"""How attempts, banks and rubrics look to programs."""

from typing import Any

from rest_framework import serializers

from curriculum.assessments.controls import Result
from curriculum.questions import KINDS, question_json, shown_json

TYPES = [(name, kind.label) for name, kind in KINDS.items()]
QUESTION = "key, type, prompt, points, and what its type has, without what is right"


class AttemptRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    community = serializers.CharField(source="community.slug")
    curriculum = serializers.UUIDField(source="curriculum_id")
    assessment = serializers.UUIDField(source="node_key", help_text="Its key in the curriculum")
    title = serializers.CharField()
    curriculum_title = serializers.CharField()
    number = serializers.IntegerField(help_text="Of this person’s attempts at it, from 1")
    name = serializers.CharField(source="display_name", help_text="Whose it is")
    begun_at = serializers.DateTimeField()
    handed_in_at = serializers.DateTimeField(allow_null=True)
    marked_at = serializers.DateTimeField(allow_null=True)
    marked_by_name = serializers.CharField(help_text="Empty: by machine")
    score = serializers.DecimalField(max_digits=5, decimal_places=2, allow_null=True, help_text="Per cent")
    comment = serializers.CharField()


class EvidenceRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    question = serializers.UUIDField(source="question_key")
    title = serializers.CharField()
    added_at = serializers.DateTimeField()


class EvidenceInput(serializers.Serializer[Any]):
    question = serializers.UUIDField(help_text="Its key")
    file = serializers.FileField()


class ResultRow(serializers.Serializer[Any]):
    question = serializers.SerializerMethodField(help_text=QUESTION)
    answer = serializers.JSONField(source="row.answer", allow_null=True)
    points = serializers.DecimalField(max_digits=6, decimal_places=2, allow_null=True, help_text="Null: not marked yet")
    levels = serializers.ListField(
        source="row.levels", child=serializers.IntegerField(), help_text="Of the rubric’s criteria, 1 is the lowest"
    )
    comment = serializers.CharField(source="row.comment")
    feedback = serializers.ListField(child=serializers.CharField(), help_text="Markdown")
    solution = serializers.ListField(
        child=serializers.CharField(), allow_null=True, help_text="What would have been right, once it may be seen"
    )

    def get_question(self, result: Result) -> dict[str, Any]:
        return shown_json(result.question)


class OpenQuestion(serializers.Serializer[Any]):
    question = serializers.SerializerMethodField(help_text=QUESTION)
    answer = serializers.JSONField(allow_null=True)
    replaced = serializers.ListField(
        child=serializers.JSONField(), help_text="Saved by other windows before, latest first"
    )

    def get_question(self, control: Any) -> dict[str, Any]:
        return shown_json(control.question)


class AttemptWhole(AttemptRow):
    level = serializers.IntegerField(help_text="Of the community’s mastery scale; 0: not marked yet")
    questions = OpenQuestion(many=True, help_text="While it is open")
    results = ResultRow(many=True, help_text="Once it is handed in")


class AssessmentWhole(serializers.Serializer[Any]):
    title = serializers.CharField()
    body = serializers.CharField(help_text="Markdown")
    minutes = serializers.IntegerField(allow_null=True)
    questions = serializers.IntegerField(help_text="How many")
    points = serializers.IntegerField()
    attempts = serializers.IntegerField(allow_null=True, help_text="How many one has; null: any number")
    answers = serializers.CharField(help_text="When one sees what is right: marked, last, never")


class AnswerInput(serializers.Serializer[Any]):
    key = serializers.UUIDField(help_text="Of the question")
    answer = serializers.JSONField(allow_null=True, help_text="As the type of question says; null: none")


class AnswersInput(serializers.Serializer[Any]):
    answers = AnswerInput(many=True)


class MarkInput(serializers.Serializer[Any]):
    key = serializers.UUIDField(help_text="Of the question")
    levels = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=8), required=False, allow_null=True, max_length=12,
        help_text="One for each criterion of its rubric",
    )  # fmt: skip
    points = serializers.DecimalField(max_digits=6, decimal_places=2, required=False, allow_null=True, min_value=0)
    comment = serializers.CharField(required=False, allow_blank=True, max_length=5000, default="")

    class Meta:
        ref_name = "AnswerMarkInput"


class MarksInput(serializers.Serializer[Any]):
    marks = MarkInput(many=True)
    comment = serializers.CharField(required=False, allow_blank=True, max_length=5000)


class OptionRow(serializers.Serializer[Any]):
    key = serializers.CharField()
    text = serializers.CharField()
    right = serializers.BooleanField()
    number = serializers.IntegerField(help_text="Of first attempts in which it was chosen")

    class Meta:
        ref_name = "ChosenOption"


class ItemRow(serializers.Serializer[Any]):
    key = serializers.UUIDField(source="question.key")
    type = serializers.ChoiceField(TYPES, source="question.type")
    prompt = serializers.CharField(source="question.prompt")
    n = serializers.IntegerField(help_text="First attempts that are marked; with fewer than 5 there are no figures")
    difficulty = serializers.FloatField(allow_null=True, help_text="Mean part of the points, 0 to 1")
    discrimination = serializers.FloatField(
        allow_null=True, help_text="Corrected item–total correlation (Henrysson 1963), -1 to 1"
    )
    options = OptionRow(many=True)


class BankInput(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    language = serializers.CharField(max_length=35, help_text="BCP 47")
    summary = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class BankRow(BankInput):
    id = serializers.UUIDField()
    edited_at = serializers.DateTimeField()


class BankQuestionInput(serializers.Serializer[Any]):
    question = serializers.DictField(help_text="type, prompt and what its type has; with its key it stays the same one")
    competency = serializers.UUIDField(required=False, allow_null=True, help_text="id")
    tags = serializers.ListField(child=serializers.CharField(max_length=60), required=False, max_length=20)


class BankQuestionRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    bank = serializers.UUIDField(source="bank_id")
    key = serializers.UUIDField()
    question = serializers.SerializerMethodField()
    competency = serializers.UUIDField(source="competency_id", allow_null=True)
    tags = serializers.ListField(child=serializers.CharField())
    edited_at = serializers.DateTimeField()

    def get_question(self, row: Any) -> dict[str, Any]:
        return question_json(row.question)


class RubricInput(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    criteria = serializers.ListField(
        child=serializers.DictField(), max_length=12,
        help_text="Each a title and its descriptions, one for each level of the mastery scale, the lowest first",
    )  # fmt: skip


class RubricRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    levels = serializers.ListField(child=serializers.CharField(), source="content.levels")
    criteria = serializers.ListField(child=serializers.DictField(), source="content.criteria")
    edited_at = serializers.DateTimeField()
