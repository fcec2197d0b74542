"""How the parts of curricula look to programs."""

from typing import Any

from rest_framework import serializers

from curriculum.actions.naming import MOST
from curriculum.licences import Licence
from curriculum.models import AccessFeature, AccessHazard, AccessMode, Answers, Kind, Method
from curriculum.questions import MOST_QUESTIONS, as_json


class RefRow(serializers.Serializer[Any]):
    key = serializers.UUIDField()
    title = serializers.CharField(help_text="As it was called when it was named")


class AuthorRow(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=150)
    community = serializers.CharField(max_length=120, allow_blank=True, default="")


class TranslationRow(serializers.Serializer[Any]):
    language = serializers.CharField(max_length=35, help_text="BCP 47")
    title = serializers.CharField(max_length=200)
    body = serializers.CharField(allow_blank=True, default="", help_text="Markdown")


class CaptionsRow(serializers.Serializer[Any]):
    language = serializers.CharField(help_text="BCP 47")
    url = serializers.CharField(help_text="WebVTT")


class MediumRow(serializers.Serializer[Any]):
    file = serializers.UUIDField(help_text="Which it is, within its part")
    url = serializers.CharField()
    title = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField(help_text="bytes")
    language = serializers.CharField(help_text="BCP 47; empty: the part’s")
    captions = CaptionsRow(many=True)
    transcript = serializers.CharField(help_text="Markdown")


class QuestionsField(serializers.ListField):
    """Of an assessment, with what is right: for its writers alone."""

    child = serializers.DictField()

    def __init__(self, **kwargs: Any) -> None:
        told = (
            "Each: key, type, prompt, points, feedback…, and what its type has; a wrong one is refused with its place"
        )
        super().__init__(**{"max_length": MOST_QUESTIONS, "help_text": told, **kwargs})

    def to_representation(self, value: Any) -> Any:
        return as_json(value)


def _keys(what: str) -> serializers.ListField:
    return serializers.ListField(child=serializers.UUIDField(), required=False, max_length=MOST, help_text=what)


def _of(choices: Any) -> serializers.ListField:
    return serializers.ListField(child=serializers.ChoiceField(choices.choices), required=False, max_length=MOST)


class PartAbout(serializers.Serializer[Any]):
    """What a part says of itself, apart from what it names."""

    title = serializers.CharField(required=False, max_length=200)
    body = serializers.CharField(required=False, allow_blank=True, help_text="Markdown (CommonMark with tables)")
    minutes = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=100_000)
    method = serializers.ChoiceField(Method.choices, required=False, allow_blank=True)
    materials = serializers.ListField(child=serializers.CharField(max_length=100), required=False, max_length=MOST)
    relevance = serializers.CharField(required=False, allow_blank=True, help_text="Why in this place, for its people")
    language = serializers.CharField(
        required=False, allow_blank=True, max_length=35, help_text="BCP 47; empty: the curriculum’s, as with ages, "
        "licence and authors"
    )  # fmt: skip
    age_from = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=120)
    age_to = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=120)
    access_modes = _of(AccessMode)
    access_features = _of(AccessFeature)
    access_hazards = _of(AccessHazard)
    access_note = serializers.CharField(required=False, allow_blank=True)
    licence = serializers.ChoiceField(Licence.choices, required=False, allow_blank=True, help_text="SPDX")
    authors = AuthorRow(many=True, required=False)
    translations = TranslationRow(many=True, required=False)
    attempts = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=100, help_text="At an assessment; null: any number"
    )
    answers = serializers.ChoiceField(
        Answers.choices,
        required=False,
        allow_blank=True,
        help_text="When those who took it see what is right; empty: marked",
    )


class PartWords(PartAbout):
    """What a writer says of a part."""

    kind = serializers.ChoiceField(Kind.choices, required=False)
    teaches = _keys("Keys of competencies")
    assesses = _keys("Keys of competencies")
    requires = _keys("Keys of parts that come before it, here or in another curriculum of the community")
    questions = QuestionsField(required=False)


class PartEdit(PartWords):
    seen = serializers.DateTimeField(
        required=False,
        help_text="`edited_at` of the state this starts from; refused when somebody has changed it since",
    )


class NewPart(PartWords):
    title = serializers.CharField(max_length=200)
    kind = serializers.ChoiceField(Kind.choices)
    parent_key = serializers.UUIDField(required=False, allow_null=True, help_text="Of the unit it lies in")


class PartRow(PartAbout):
    key = serializers.UUIDField(help_text="The same in every version and adaptation")
    kind = serializers.ChoiceField(Kind.choices)
    parent_key = serializers.UUIDField(allow_null=True)
    position = serializers.IntegerField(help_text="Among its siblings, from 0")
    teaches = RefRow(many=True)
    assesses = RefRow(many=True)
    requires = RefRow(many=True)
    media = MediumRow(many=True)


class DraftPartRow(PartRow):
    questions = QuestionsField()
    edited_at = serializers.DateTimeField()
