"""How erasures and the closing of an account look in the API."""

from typing import Any

from rest_framework import serializers

from learners.mydata.models import Closing, ErasureRequest


class ErasureRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    community = serializers.SlugField(source="community.slug")
    state = serializers.ChoiceField(ErasureRequest.State.choices)
    words = serializers.CharField()
    answer = serializers.CharField(help_text="Why it was refused")
    gone = serializers.DictField(child=serializers.IntegerField(), help_text="How many rows are gone, by table")
    asked_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)


class ErasureInput(serializers.Serializer[Any]):
    community = serializers.SlugField(help_text="One that the learner left")
    words = serializers.CharField(max_length=2000, default="", allow_blank=True)


class ErasureHere(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    display_name = serializers.CharField()
    state = serializers.ChoiceField(ErasureRequest.State.choices)
    words = serializers.CharField()
    answer = serializers.CharField()
    gone = serializers.DictField(child=serializers.IntegerField(), help_text="How many rows are gone, by table")
    asked_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)


class ErasureAnswer(serializers.Serializer[Any]):
    erase = serializers.BooleanField(help_text="For good")
    answer = serializers.CharField(max_length=2000, default="", allow_blank=True, help_text="Why not")


class AccountClosingRow(serializers.Serializer[Any]):
    state = serializers.ChoiceField(Closing.State.choices)
    asked_by = serializers.CharField(source="by_name")
    asked_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField(help_text="Until then it can be taken back")
    ended_at = serializers.DateTimeField(allow_null=True)
    problem = serializers.CharField(help_text="Why it was stopped")


class AccountClosingInput(serializers.Serializer[Any]):
    password = serializers.CharField(max_length=128, help_text="Of who asks")


class KeptRow(serializers.Serializer[Any]):
    record = serializers.CharField(source="key")
    entries = serializers.IntegerField()
    months = serializers.IntegerField(allow_null=True, help_text="After leaving; null: for good")
    until = serializers.DateField(allow_null=True, help_text="Null: for good, or the learner has not left")


class ClearingRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    on = serializers.DateField()
    record = serializers.CharField()
    until = serializers.DateField(help_text="Of those who had left by that day")
    gone = serializers.DictField(child=serializers.IntegerField(), help_text="How many rows, by table")
