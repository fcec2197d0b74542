"""One's own account, for programs."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.actions import change_details, end_session, end_sessions
from accounts.models import Person
from accounts.queries import has_two_factor, open_sessions
from api.views import Api


class MeApi(Api):
    class Input(serializers.Serializer[Any]):
        name = serializers.CharField(required=False, allow_blank=True, max_length=150)
        language = serializers.CharField(required=False, max_length=12, help_text="BCP 47; one the pages speak")
        time_zone = serializers.CharField(required=False, max_length=64, help_text="IANA name, such as Africa/Nairobi")

    class Output(serializers.Serializer[Any]):
        id = serializers.UUIDField()
        username = serializers.CharField()
        name = serializers.CharField()
        email = serializers.CharField(help_text="The confirmed address, or empty")
        language = serializers.CharField(help_text="BCP 47")
        time_zone = serializers.CharField(help_text="IANA name")
        two_factor = serializers.SerializerMethodField(help_text="Signing in takes a code too")

        def get_two_factor(self, person: Person) -> bool:
            return has_two_factor(person)

    @extend_schema(operation_id="me_read", summary="Who I am", responses=Output)
    def get(self, request: Request) -> Response:
        return Response(self._shown(self.access.person))

    @extend_schema(
        operation_id="me_change", summary="Change my name, language or time zone", request=Input, responses=Output
    )
    def patch(self, request: Request) -> Response:
        return Response(self._shown(change_details(self.access.person, **self.given(self.Input))))

    def _shown(self, person: Person) -> Any:
        return self.Output(person).data


class SessionsApi(Api):
    pagination_class = None

    class Output(serializers.Serializer[Any]):
        id = serializers.IntegerField()
        device = serializers.CharField()
        ip = serializers.CharField()
        since = serializers.DateTimeField()
        is_current = serializers.BooleanField(help_text="The one this request is made in; none with a key")

    @extend_schema(operation_id="me_sessions", summary="Where I am signed in", responses=Output(many=True))
    def get(self, request: Request) -> Response:
        shown = open_sessions(self.access.person, current=request.session.session_key)
        return Response(self.Output(shown, many=True).data)

    @extend_schema(operation_id="me_sessions_end", summary="Sign out everywhere else", responses={204: None})
    def delete(self, request: Request) -> Response:
        end_sessions(self.access.person, keep=request.session.session_key)
        return Response(status=status.HTTP_204_NO_CONTENT)


class SessionApi(Api):
    @extend_schema(operation_id="me_session_end", summary="Sign out one device", responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        if not end_session(self.access.person, pk):
            raise NotFound
        return Response(status=status.HTTP_204_NO_CONTENT)
