"""How far long work is, for programs."""

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from jobs.progress import State, read


class JobApi(Api):
    class Output(serializers.Serializer[Any]):
        id = serializers.UUIDField()
        label: Any = serializers.CharField()
        state = serializers.ChoiceField(State.choices)
        done = serializers.IntegerField(help_text="Steps done.")
        total = serializers.IntegerField(help_text="Steps in all; 0 while nobody knows.")
        result = serializers.CharField(help_text="Where the result is, once done.", allow_blank=True)

    @extend_schema(operation_id="job_progress", tags=["jobs"], responses=Output)
    def get(self, request: Request, pk: UUID) -> Response:
        """How far a job is that you started within the last day."""
        progress = read(pk, person_id=self.access.person.pk)
        if progress is None:
            raise Http404
        seen = {name: getattr(progress, name) for name in ("label", "state", "done", "total")}
        return Response(self.Output({"id": pk, "result": progress.then, **seen}).data)
