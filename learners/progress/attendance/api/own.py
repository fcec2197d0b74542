"""A learner's own attendance, and a guardian's look at it, for programs."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.guardianship import looking
from learners.progress.attendance.api.shapes import PresenceRow
from learners.progress.attendance.queries import own_presences


class OwnAttendanceApi(Api):
    @extend_schema(
        operation_id="me_attendance", summary="My attendance, in every community", responses=PresenceRow(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(own_presences(), PresenceRow)


class ChildAttendanceApi(Api):
    @extend_schema(
        operation_id="me_child_attendance", summary="A child’s attendance; the child sees the look",
        responses=PresenceRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, child: UUID) -> Response:
        with looking(child, self.access.person, what=_("Your attendance")):
            return self.page(own_presences(), PresenceRow)
