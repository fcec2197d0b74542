"""How curricula look to programs."""

from typing import Any

from rest_framework import serializers

from curriculum.comparing import What
from curriculum.licences import Licence
from curriculum.part_shapes import PartRow
from curriculum.placing import MOST_NODES, Direction


class CurriculaFilters(serializers.Serializer[Any]):
    text = serializers.CharField(required=False, max_length=200, help_text="In title or summary")
    subject = serializers.CharField(required=False)
    show = serializers.ChoiceField(["drafts", "archived"], required=False, help_text="Else what is in use")


class AboutInput(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    summary = serializers.CharField(required=False, allow_blank=True)
    language = serializers.CharField(max_length=35, help_text="BCP 47")
    subject = serializers.CharField(required=False, allow_blank=True, max_length=80)
    age_from = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=120)
    age_to = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=120)
    licence = serializers.ChoiceField(Licence.choices, required=False, help_text="SPDX")


class OriginRow(serializers.Serializer[Any]):
    """What it was taken over from."""

    version = serializers.UUIDField(help_text="In the commons; the latest that was taken in")
    original = serializers.UUIDField(help_text="The curriculum that it is a version of")
    title = serializers.CharField()
    place = serializers.CharField(help_text="The name of its community")
    number = serializers.IntegerField()
    licence = serializers.CharField(help_text="SPDX")
    keys = serializers.ListField(
        child=serializers.UUIDField(), allow_null=True, help_text="Of its parts that were taken; null: all"
    )


class CurriculumRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    summary = serializers.CharField()
    language = serializers.CharField(help_text="BCP 47")
    subject = serializers.CharField()
    age_from = serializers.IntegerField(allow_null=True)
    age_to = serializers.IntegerField(allow_null=True)
    licence = serializers.CharField(help_text="SPDX")
    authors = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))
    origins = OriginRow(many=True)
    edited_at = serializers.DateTimeField()
    archived_at = serializers.DateTimeField(allow_null=True)


class MoveInput(serializers.Serializer[Any]):
    direction = serializers.ChoiceField(Direction.choices)


class PlaceInput(serializers.Serializer[Any]):
    parent_key = serializers.UUIDField(allow_null=True, help_text="Of the unit to lie in; null: in none")
    at = serializers.IntegerField(min_value=0, max_value=MOST_NODES, help_text="Before which of the others, from 0")


class PublishInput(serializers.Serializer[Any]):
    note = serializers.CharField(required=False, allow_blank=True, help_text="What is new")
    share = serializers.BooleanField(required=False, help_text="Let everyone read, use and adapt it")


class VersionRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    title = serializers.CharField()
    note = serializers.CharField()
    licence = serializers.CharField(help_text="SPDX")
    published_by_name = serializers.CharField()
    published_at = serializers.DateTimeField()


class VersionWhole(VersionRow):
    nodes = PartRow(many=True)


class CoauthorInput(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=150)


class CoauthorRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    granted_at = serializers.DateTimeField()


class OwnGrantRow(serializers.Serializer[Any]):
    curriculum = serializers.UUIDField(source="content_object_id")
    title = serializers.CharField()
    community = serializers.CharField(source="community.slug")
    granted_at = serializers.DateTimeField()


class ChangeRow(serializers.Serializer[Any]):
    what = serializers.ChoiceField(What.choices)
    key = serializers.UUIDField(source="node.key")
    title = serializers.CharField(source="node.title")
    fields_changed = serializers.ListField(source="fields", child=serializers.CharField())


class FindingRow(serializers.Serializer[Any]):
    key = serializers.UUIDField(help_text="Of the part")
    title = serializers.CharField()
    what = serializers.CharField()
    stops = serializers.BooleanField(help_text="Nothing is published before it is put right")
