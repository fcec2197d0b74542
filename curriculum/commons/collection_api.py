"""Collections, for programs."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.commons.collecting import actions
from curriculum.commons.collecting.queries import collection, collections, entries_of, kept_by
from curriculum.commons.models import Collection, CollectionEntry
from curriculum.commons.queries import readable

KEEPS = "curriculum.publish"


class CollectionInput(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    summary = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    language = serializers.CharField(max_length=35, help_text="BCP 47, of its words")


class CollectionRow(CollectionInput):
    id = serializers.UUIDField()
    community = serializers.CharField(source="community.slug", help_text="Who keeps it")
    changed_at = serializers.DateTimeField()


class EntryRow(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="row.pk")
    version = serializers.UUIDField(source="row.shared_id")
    title = serializers.CharField(source="shared.title", default="", help_text="Empty: its community is hidden now")
    community = serializers.CharField(source="shared.community.slug", default="")
    note = serializers.CharField(source="row.note")
    is_shared = serializers.BooleanField(source="is_readable", help_text="False: it was withdrawn since")
    newer = serializers.UUIDField(
        source="newer.pk", default=None, allow_null=True, help_text="The latest shared version, when it is another one"
    )


class CollectionWhole(CollectionRow):
    entries = serializers.SerializerMethodField()

    @extend_schema_field(EntryRow(many=True))
    def get_entries(self, found: Collection) -> Any:
        return EntryRow(entries_of(found), many=True).data


class CollectionsApi(Api):
    permission_classes = (AllowAny,)

    class Filters(serializers.Serializer[Any]):
        text = serializers.CharField(required=False, max_length=200, help_text="Words, by their stems")

    @extend_schema(
        operation_id="commons_collections", summary="What communities recommend of the commons", parameters=[Filters],
        responses=CollectionRow(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        return self.page(collections(self.asked(self.Filters).get("text", "")), CollectionRow)


class CollectionApi(Api):
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="commons_collection", summary="One collection in order", responses=CollectionWhole)
    def get(self, request: Request, pk: UUID) -> Response:
        found = collection(pk)
        if found is None:
            raise Http404
        return Response(CollectionWhole(found).data)


class KeepCollectionsApi(Api):
    permission = KEEPS

    @extend_schema(
        operation_id="here_collection_make", summary="Begin a collection; everyone may read it",
        request=CollectionInput, responses={201: CollectionRow},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        made = actions.make_collection(by=self.access.membership, **self.given(CollectionInput))
        return Response(CollectionRow(made).data, status=201)


class KeepCollectionApi(Api):
    permission = KEEPS

    @extend_schema(
        operation_id="here_collection_edit", summary="What it says about itself", request=CollectionInput,
        responses=CollectionRow,
    )  # fmt: skip
    def put(self, request: Request, pk: UUID) -> Response:
        return Response(CollectionRow(actions.edit_collection(_own(self, pk), **self.given(CollectionInput))).data)

    @extend_schema(operation_id="here_collection_delete", summary="Take the collection away", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        actions.delete_collection(_own(self, pk))
        return Response(status=204)


class EntriesApi(Api):
    permission = KEEPS

    class Input(serializers.Serializer[Any]):
        version = serializers.UUIDField(help_text="Of the commons")
        note = serializers.CharField(max_length=2000, required=False, allow_blank=True)

        class Meta:
            ref_name = "CollectionEntriesInput"

    class Output(serializers.Serializer[Any]):
        id = serializers.UUIDField()
        version = serializers.UUIDField(source="shared_id")
        note = serializers.CharField()

    @extend_schema(
        operation_id="here_collection_add", summary="Put a shared version at its end", request=Input,
        responses={201: Output},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        own, given = _own(self, pk), self.given(self.Input)
        shared = readable(given.pop("version"))
        if shared is None:
            raise Http404
        return Response(self.Output(actions.add_entry(own, shared, **given)).data, status=201)


class EntryApi(Api):
    permission = KEEPS

    class Input(serializers.Serializer[Any]):
        note = serializers.CharField(max_length=2000, required=False, allow_blank=True)
        to = serializers.ChoiceField(["up", "down"], required=False, help_text="Move it by one")

    @extend_schema(
        operation_id="here_collection_entry", summary="Write its note, or move it", request=Input,
        responses=EntriesApi.Output,
    )  # fmt: skip
    def patch(self, request: Request, pk: UUID, one: UUID) -> Response:
        entry, given = _entry(self, pk, one), self.given(self.Input)
        if "note" in given:
            actions.write_note(entry, note=given["note"])
        if "to" in given:
            actions.move_entry(entry, to=given["to"])
        return Response(EntriesApi.Output(entry).data)

    @extend_schema(
        operation_id="here_collection_remove", summary="Take it out of the collection", responses={204: None}
    )
    def delete(self, request: Request, pk: UUID, one: UUID) -> Response:
        actions.remove_entry(_entry(self, pk, one))
        return Response(status=204)


def _own(api: Api, pk: UUID) -> Collection:
    found: Collection = get_object_or_404(kept_by(api.access.community).select_related("community"), pk=pk)
    return found


def _entry(api: Api, pk: UUID, one: UUID) -> CollectionEntry:
    found: CollectionEntry = get_object_or_404(CollectionEntry, collection=_own(api, pk), pk=one)
    return found
