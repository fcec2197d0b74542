"""Question banks and rubrics, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.assessments import actions
from curriculum.assessments.api import shapes
from curriculum.assessments.models import BankQuestion, QuestionBank, Rubric
from curriculum.assessments.queries import bank_questions
from curriculum.models import Competency, Kind, Node
from curriculum.part_shapes import DraftPartRow
from curriculum.questions import read_question
from curriculum.rules import writable

MOST_AT_ONCE = 100


class BanksApi(Api):
    permission = "curriculum.write"

    @extend_schema(operation_id="here_banks", summary="Question banks", responses=shapes.BankRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(QuestionBank.objects.all(), shapes.BankRow)

    @extend_schema(operation_id="here_bank_start", summary="Start one", request=shapes.BankInput,
                   responses={201: shapes.BankRow})  # fmt: skip
    def post(self, request: Request) -> Response:
        made = actions.make_bank(by=self.access.membership, **self.given(shapes.BankInput))
        return Response(shapes.BankRow(made).data, status=201)


class BankApi(Api):
    permission = "curriculum.write"

    @extend_schema(operation_id="here_bank", summary="One bank", responses=shapes.BankRow)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(shapes.BankRow(get_object_or_404(QuestionBank, pk=pk)).data)

    @extend_schema(operation_id="here_bank_change", summary="Say what it is", request=shapes.BankInput,
                   responses=shapes.BankRow)  # fmt: skip
    def patch(self, request: Request, pk: UUID) -> Response:
        given = self.given(shapes.BankInput, partial=True)
        return Response(shapes.BankRow(actions.edit_bank(get_object_or_404(QuestionBank, pk=pk), **given)).data)

    @extend_schema(operation_id="here_bank_forget", summary="Take it away", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        actions.forget_bank(get_object_or_404(QuestionBank, pk=pk))
        return Response(status=204)


class BankQuestionsApi(Api):
    permission = "curriculum.write"

    class Filters(serializers.Serializer[Any]):
        text = serializers.CharField(required=False, max_length=200, help_text="In prompt, competency or tags")
        type = serializers.ChoiceField(shapes.TYPES, required=False)
        tag = serializers.CharField(required=False, max_length=60)

    @extend_schema(operation_id="here_bank_questions", summary="Its questions", parameters=[Filters],
                   responses=shapes.BankQuestionRow(many=True))  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        found = bank_questions(bank=get_object_or_404(QuestionBank, pk=pk), **self.asked(self.Filters))
        return self.page(found, shapes.BankQuestionRow)

    @extend_schema(operation_id="here_bank_question_put", summary="Put a question in, over the one of its key",
                   request=shapes.BankQuestionInput, responses={201: shapes.BankQuestionRow})  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        bank, given = get_object_or_404(QuestionBank, pk=pk), self.given(shapes.BankQuestionInput)
        competency = get_object_or_404(Competency, pk=given["competency"]) if given.get("competency") else None
        question = read_question(given["question"], "question")
        kept = actions.keep_question(bank, question, competency=competency, tags=given.get("tags", []))
        return Response(shapes.BankQuestionRow(kept).data, status=201)


class BankQuestionApi(Api):
    permission = "curriculum.write"

    @extend_schema(operation_id="here_bank_question", summary="One of them", responses=shapes.BankQuestionRow)
    def get(self, request: Request, pk: UUID, key: UUID) -> Response:
        return Response(shapes.BankQuestionRow(get_object_or_404(BankQuestion, bank=pk, key=key)).data)

    @extend_schema(operation_id="here_bank_question_forget", summary="Take it out", responses={204: None})
    def delete(self, request: Request, pk: UUID, key: UUID) -> Response:
        actions.forget_question(get_object_or_404(BankQuestion, bank=pk, key=key))
        return Response(status=204)


class FromBankApi(Api):
    permission = "curriculum.write"

    class Input(serializers.Serializer[Any]):
        questions = serializers.ListField(child=serializers.UUIDField(), max_length=MOST_AT_ONCE, help_text="ids")

    @extend_schema(operation_id="here_part_from_bank", summary="Copy questions of banks into a draft’s assessment",
                   request=Input, responses=DraftPartRow)  # fmt: skip
    def post(self, request: Request, pk: UUID, key: UUID) -> Response:
        curriculum, asked = writable(self.access, pk), self.given(self.Input)["questions"]
        node = get_object_or_404(curriculum.nodes.select_related("curriculum"), key=key, kind=Kind.ASSESSMENT)
        for one in BankQuestion.objects.filter(pk__in=asked).order_by("pk"):
            actions.put_question(node, one.question)
        return Response(DraftPartRow(Node.objects.get(pk=node.pk)).data)


class WritesRubrics(Api):
    permission = "curriculum.write"

    def written(self, known: Rubric | None) -> Rubric:
        """What is given, with the levels of the mastery scale as they are now."""
        levels = [step["name"] for step in self.access.community.mastery_scale]
        content = {**self.given(shapes.RubricInput), "levels": levels}
        return actions.write_rubric(known, by=self.access.membership, content=content)


class RubricsApi(WritesRubrics):
    @extend_schema(operation_id="here_rubrics", summary="Rubrics", responses=shapes.RubricRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(Rubric.objects.all(), shapes.RubricRow)

    @extend_schema(operation_id="here_rubric_write", summary="Write one", request=shapes.RubricInput,
                   responses={201: shapes.RubricRow})  # fmt: skip
    def post(self, request: Request) -> Response:
        return Response(shapes.RubricRow(self.written(None)).data, status=201)


class RubricApi(WritesRubrics):
    @extend_schema(operation_id="here_rubric", summary="One rubric", responses=shapes.RubricRow)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(shapes.RubricRow(get_object_or_404(Rubric, pk=pk)).data)

    @extend_schema(operation_id="here_rubric_change", summary="Word it otherwise; copies of it stay",
                   request=shapes.RubricInput, responses=shapes.RubricRow)  # fmt: skip
    def put(self, request: Request, pk: UUID) -> Response:
        return Response(shapes.RubricRow(self.written(get_object_or_404(Rubric, pk=pk))).data)

    @extend_schema(operation_id="here_rubric_forget", summary="Take it away", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        actions.forget_rubric(get_object_or_404(Rubric, pk=pk))
        return Response(status=204)
