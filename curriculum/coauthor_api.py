"""Who writes along on a curriculum, and on which one does oneself, for programs."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person
from api.views import Api
from curriculum.actions import add_coauthor, remove_coauthor
from curriculum.models import Curriculum, CurriculumUserPermission
from curriculum.queries import own_grants
from curriculum.shapes import CoauthorInput, CoauthorRow, OwnGrantRow


class CoauthorsApi(Api):
    permission = "curriculum.write"
    pagination_class = None

    @extend_schema(operation_id="here_coauthors", summary="Who writes along", responses=CoauthorRow(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(CoauthorRow(get_object_or_404(Curriculum, pk=pk).grants.all(), many=True).data)

    @extend_schema(
        operation_id="here_coauthor_add", summary="Let a person write along", request=CoauthorInput,
        responses={201: CoauthorRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        shown = get_object_or_404(Curriculum, pk=pk)
        username = self.given(CoauthorInput)["username"]
        person = get_object_or_404(Person, username__iexact=username, is_active=True)
        return Response(CoauthorRow(add_coauthor(shown, person=person)).data, status=201)


class CoauthorApi(Api):
    permission = "curriculum.write"

    @extend_schema(operation_id="here_coauthor_end", summary="End the right to write along", responses={204: None})
    def delete(self, request: Request, pk: UUID, grant: UUID) -> Response:
        remove_coauthor(get_object_or_404(CurriculumUserPermission, pk=grant, content_object_id=pk))
        return Response(status=204)


class CoauthoredApi(Api):
    @extend_schema(
        operation_id="my_coauthored", summary="Others’ curricula one writes along on", responses=OwnGrantRow(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(own_grants(), OwnGrantRow)
