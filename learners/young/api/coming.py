"""Signing in by a class code, and growing out of it, for programs."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.young import sign_in_young
from api.callers import address
from api.parsers import Json
from api.views import Api
from learners.young.answers import as_problem
from learners.young.api.shapes import chosen
from learners.young.growing import grow
from learners.young.secret import CHOSEN, PICTURES, of_pictures, of_word
from learners.young.sign_in import try_secret


class ComeInApi(Api):
    permission_classes = (AllowAny,)
    parser_classes = (Json,)  # no form of another site signs anybody in
    never_stored = True

    class Input(serializers.Serializer[Any]):
        code = serializers.CharField(max_length=20)
        called = serializers.CharField(max_length=40, help_text="The name on the card")
        pictures = serializers.ListField(
            child=serializers.ChoiceField(list(PICTURES)), required=False, help_text="Three, in their order"
        )
        word = serializers.CharField(max_length=60, required=False, help_text="Instead of the pictures")

        def validate(self, given: dict[str, Any]) -> dict[str, Any]:
            if not given.get("word") and len(given.get("pictures", [])) != CHOSEN:
                raise serializers.ValidationError({"pictures": ["Three pictures, or a word."]})
            return given

    class Output(serializers.Serializer[Any]):
        person = serializers.UUIDField()

    @extend_schema(
        operation_id="class_sign_in",
        summary="Sign in by a class code; the session has a learner’s rights and lasts eight hours at most",
        request=Input,
        responses=Output,
    )
    def post(self, request: Request) -> Any:
        given = self.given(self.Input)
        secret = of_word(given["word"]) if given.get("word") else of_pictures(given["pictures"])
        tried = try_secret(code=given["code"], called=given["called"], secret=secret, address=address(request))
        if tried.person is None:
            return as_problem(request._request, tried)
        sign_in_young(request._request, tried.person)
        return Response({"person": str(tried.person.pk)})


class OwnSignInApi(Api):
    permission_classes = (AllowAny,)
    parser_classes = (Json,)
    never_stored = True

    class Input(serializers.Serializer[Any]):
        token = serializers.CharField(max_length=200)
        username = serializers.CharField(max_length=150)
        password = serializers.CharField(max_length=200)

    class Output(serializers.Serializer[Any]):
        username = serializers.CharField()

    @extend_schema(
        operation_id="own_sign_in",
        summary="Choose a name and a password of one’s own by a link; an e-mail is added once signed in",
        request=Input,
        responses=Output,
    )
    def post(self, request: Request) -> Response:
        given = self.given(self.Input)
        person = grow(given["token"], **chosen(given))
        return Response({"username": person.username})
