"""How classes, young learners and new secrets look in the API."""

from typing import Any

from rest_framework import serializers

from learners.young.forms import GrowForm
from learners.young.secret import PICTURES


class ClassRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    code = serializers.CharField()
    ends_on = serializers.DateField(help_text="The last day on which the code opens anything")


class YoungLearnerRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    membership = serializers.UUIDField(source="membership_id")
    display_name = serializers.CharField(source="membership.display_name")
    called = serializers.CharField(help_text="What the child writes as their name")
    by_word = serializers.BooleanField(help_text="Or by pictures")
    locked = serializers.SerializerMethodField(help_text="Too many wrong tries: it takes a new secret")

    def get_locked(self, learner: Any) -> bool:
        return learner.pk in self.context["locked"]


class SecretInput(serializers.Serializer[Any]):
    word = serializers.CharField(
        required=False, allow_blank=True, max_length=60, help_text="Empty: pictures, drawn by lot"
    )


class NewSecretRow(serializers.Serializer[Any]):
    """Shown this once."""

    learner = serializers.UUIDField(source="learner.pk")
    called = serializers.CharField(source="learner.called")
    pictures = serializers.ListField(child=serializers.ChoiceField(list(PICTURES)))
    word = serializers.CharField(allow_blank=True)


class LinkRow(serializers.Serializer[Any]):
    token = serializers.CharField(help_text="Shown this once; for POST /own-sign-in/")
    days = serializers.IntegerField(help_text="How long it is open")


def chosen(given: dict[str, Any]) -> dict[str, str]:
    """The name and the password of one's own, as the form on the page takes them."""
    form = GrowForm(given)
    if not form.is_valid():
        raise serializers.ValidationError({name: [str(one) for one in said] for name, said in form.errors.items()})
    return {name: form.cleaned_data[name] for name in ("username", "password")}
