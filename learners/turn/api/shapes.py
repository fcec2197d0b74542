"""How the end of a term looks in the API."""

from typing import Any

from rest_framework import serializers

from learners.models import Enrolment
from learners.turn.models import CarryOn, TermTurn
from learners.turn.queries import places_of, turned_of


class TermRow(serializers.Serializer[Any]):
    key = serializers.SlugField()
    name = serializers.CharField()
    starts = serializers.DateField()
    ends = serializers.DateField()
    running = serializers.IntegerField(help_text="Offerings that run in it: neither drafts nor ended")
    turn = serializers.UUIDField(allow_null=True, help_text="Null: it is not closed")


class EndingPerson(serializers.Serializer[Any]):
    enrolment = serializers.UUIDField(source="enrolment.pk")
    name = serializers.CharField(source="enrolment.display_name")
    state = serializers.ChoiceField(Enrolment.State.choices, source="enrolment.state")
    kept_until = serializers.DateTimeField(
        source="enrolment.offered_until", allow_null=True, help_text="A place is kept for them, unanswered"
    )
    done = serializers.IntegerField(help_text="Activities handed in or marked")
    total = serializers.IntegerField()
    goes_on = serializers.BooleanField()
    may_keep = serializers.BooleanField(help_text="A place in the copy may be kept for them")


class EndingOffering(serializers.Serializer[Any]):
    offering = serializers.UUIDField(source="offering.pk")
    title = serializers.CharField(source="offering.title")
    people = EndingPerson(many=True, source="stood")
    unmarked = serializers.IntegerField(help_text="Activities handed in and not marked")
    unassessed = serializers.IntegerField(help_text="Pieces of evidence that no teacher assessed")
    applications = serializers.IntegerField(help_text="That are not drawn")
    teachers = serializers.ListField(child=serializers.CharField())
    gone = serializers.ListField(child=serializers.CharField(), help_text="Who taught it and are no teachers now")
    newer = serializers.IntegerField(source="newer.number", default=None, allow_null=True, help_text="Used here now")
    by_application = serializers.BooleanField(help_text="The places of a copy are: none can be kept")


class TurnPreview(serializers.Serializer[Any]):
    term = serializers.SlugField(source="term.key")
    into = serializers.SlugField(source="into.key", default=None, allow_null=True)
    seen = serializers.CharField(source="seal", help_text="Name it when you close the term, to close what you saw")
    counts = serializers.DictField(child=serializers.IntegerField())
    offerings = EndingOffering(many=True, source="endings")


class TurnInput(serializers.Serializer[Any]):
    into = serializers.SlugField(required=False, help_text="The key of a later term; the next, when left out")
    copy = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=1000, help_text="Offerings that run again"
    )
    newer = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=1000, help_text="Of them, by the version used now"
    )
    keep = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=1000,
        help_text="Of them, where a place is kept for who is not through",
    )  # fmt: skip
    seen = serializers.CharField(required=False, max_length=32, help_text="Of the preview; refused if it changed")


class TurnedOfferingRow(serializers.Serializer[Any]):
    offering = serializers.UUIDField(source="offering_id")
    copy = serializers.UUIDField(source="copy_id", allow_null=True)


class TurnedPerson(serializers.Serializer[Any]):
    enrolment = serializers.UUIDField(source="enrolment_id")
    name = serializers.CharField(source="display_name")
    state = serializers.ChoiceField(Enrolment.State.choices, source="was", help_text="When it was closed")
    kept = serializers.BooleanField(help_text="A place in the copy")
    done = serializers.IntegerField()
    total = serializers.IntegerField()


class TermTurnWhole(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    term = serializers.SlugField(source="term_key")
    into = serializers.SlugField(source="next_key", allow_blank=True)
    by_name = serializers.CharField()
    at = serializers.DateTimeField()
    undone_at = serializers.DateTimeField(allow_null=True)
    undone_by_name = serializers.CharField()
    offerings = TurnedOfferingRow(many=True)
    people = TurnedPerson(many=True)


def whole(turn: TermTurn) -> dict[str, Any]:
    about: dict[str, Any] = {name: getattr(turn, name) for name in ("by_name", "at", "undone_at", "undone_by_name")}
    rows = {"offerings": list(turned_of(turn)), "people": list(places_of(turn))}
    return dict(
        TermTurnWhole({"id": turn.pk, "term_key": turn.term_key, "next_key": turn.next_key, **about, **rows}).data
    )


class CarriedStep(serializers.Serializer[Any]):
    goal = serializers.UUIDField(source="carried.goal")
    step = serializers.CharField(source="carried.step", help_text="Empty: the goal itself")
    title = serializers.CharField()
    target_on = serializers.DateField(source="target", allow_null=True)
    now_target_on = serializers.DateField(source="now_target", allow_null=True)


class EndedPlace(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="place.pk")
    community = serializers.SlugField(source="place.card.community.slug")
    title = serializers.CharField(source="place.card.title")
    term = serializers.CharField(source="place.term_name")
    ended_on = serializers.DateField(source="place.ended_on")
    done = serializers.IntegerField(source="place.done")
    total = serializers.IntegerField(source="place.total")
    into = serializers.UUIDField(source="place.into_id", allow_null=True, help_text="The offering it goes on in")
    why = serializers.CharField(help_text="Why the days are what they are")
    steps = CarriedStep(many=True, help_text="Of the plan, which can be carried on")
    carried = serializers.UUIDField(source="carried.pk", default=None, allow_null=True)


class CarriedRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    place = serializers.UUIDField()
    title = serializers.CharField()
    steps = serializers.SerializerMethodField()
    undone_at = serializers.DateTimeField(allow_null=True)

    def get_steps(self, carried: CarryOn) -> int:
        return len(carried.steps)
