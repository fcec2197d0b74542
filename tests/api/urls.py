"""Endpoints and pages to test the API's ground with; they write memberships of the community they are in."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import DataError, OperationalError, connection
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import include, path
from rest_framework import serializers
from rest_framework.response import Response

from api.views import Api
from communities.models import Membership
from config import urls as real
from tenancy.refusal import Refused
from tests.communities.writing import write

WHY = {
    "refused": Refused("The books are closed."),
    "missing": Http404("no"),
    "model": ValidationError({"name": ["Too long."]}),
    "range": DataError("integer out of range"),
    "gone": OperationalError("server closed the connection\nunexpectedly"),
    "fault": RuntimeError("a secret of ours"),
}


class NotesApi(Api):
    class Input(serializers.Serializer):
        name = serializers.CharField(max_length=20)
        size = serializers.IntegerField(required=False)

    class Output(serializers.Serializer):
        id = serializers.UUIDField()
        display_name = serializers.CharField()

    def get(self, request):
        return self.page(Membership.objects.all(), self.Output)

    def post(self, request):
        given = self.given(self.Input)
        made = write(request, given["name"])
        return Response(self.Output(made).data, status=201, headers={"Location": f"/notes/{made.pk}/"})


class NoteApi(Api):
    def get(self, request, pk):
        return Response(self.shown(pk))

    def put(self, request, pk):
        self.unless_changed(self.shown(pk))
        Membership.objects.filter(pk=pk).update(display_name=request.data["name"])
        return Response(self.shown(pk))

    def shown(self, pk):
        return NotesApi.Output(Membership.objects.get(pk=pk)).data


class BreaksApi(Api):
    def post(self, request, why):
        write(request)
        raise WHY[why]


class UploadApi(Api):
    def put(self, request):
        files = {name: file.read().decode() for name, file in request.FILES.items()}
        write(request, request.data["name"])
        return Response({"files": files}, status=201)

    post = put


class NoteForm(forms.Form):
    name = forms.CharField(max_length=20)
    file = forms.FileField(required=False)


def note(request):
    form = NoteForm(request.POST, request.FILES)
    if not form.is_valid():
        return HttpResponse("invalid", status=422)
    write(request, form.cleaned_data["name"])
    if form.cleaned_data["file"]:
        return HttpResponse(form.cleaned_data["file"].read())
    return HttpResponseRedirect("/thanks/")


def breaks(request, why):
    write(request)
    raise WHY[why]


LOCK = "SELECT pg_advisory_xact_lock(%s)"


def crosses(request):
    """Needs what somebody else holds, who then needs what this holds."""
    write(request)
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [1])
        cursor.execute(LOCK, [2])
    return HttpResponse("done")


class CrossesApi(Api):
    def post(self, request):
        return crosses(request)


def streams(request):
    write(request)
    return StreamingHttpResponse([b"a", b"b"])


def ballot(request):
    write(request)
    return HttpResponse("receipt 1234", status=201)


ballot.never_stored = True

here = [
    path("note/", note),
    path("breaks/<why>/", breaks),
    path("streams/", streams),
    path("crosses/", crosses),
    path("ballot/", ballot),
]
api_here = [
    path("notes/", NotesApi.as_view()),
    path("notes/<uuid:pk>/", NoteApi.as_view()),
    path("breaks/<why>/", BreaksApi.as_view()),
    path("crosses/", CrossesApi.as_view()),
    path("upload/", UploadApi.as_view()),
]
urlpatterns = [
    path("c/<slug:slug>/", include(here)),
    path("api/v1/c/<slug:slug>/", include(api_here)),
    *real.urlpatterns,
]
handler400, handler403, handler404, handler500 = real.handler400, real.handler403, real.handler404, real.handler500
