"""Small pages and endpoints to test the request's scope with."""

from django.http import HttpResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import include, path
from rest_framework import serializers
from rest_framework.response import Response

from api.views import Api
from communities.access import needs, open_to
from communities.models import Membership
from tenancy.refusal import Refused
from tests.communities.writing import write


def names(request):
    return HttpResponse(",".join(sorted(m.display_name for m in Membership.objects.all())))


def rendered(request):
    """The template reads only when the response is rendered."""
    template = engines["django"].from_string("{% for m in people %}{{ m.display_name }},{% endfor %}")
    return TemplateResponse(request, template, {"people": Membership.objects.order_by("display_name")})


@open_to("public")
def public(request):
    return HttpResponse("public")


@open_to("people")
def people(request):
    return HttpResponse("people")


@needs({"POST": "tests.write_note"})
def guarded(request):
    return HttpResponse("guarded")


def writes(request, status):
    """Write a membership, then answer, raise or break as asked."""
    write(request)
    if status == 500:
        raise RuntimeError("half-way")
    if status == 409:
        raise Refused("No.")
    return HttpResponse("written", status=status)


def streams(request):
    write(request)
    return StreamingHttpResponse([b"a", b"b"])


def ballot(request):
    write(request)
    return HttpResponse("receipt 1234", status=201)


ballot.never_stored = True


class WritesApi(Api):
    class Input(serializers.Serializer):
        name = serializers.CharField(max_length=20)

    def get(self, request, status=200):
        return Response({"names": sorted(m.display_name for m in Membership.objects.all())})

    def post(self, request, status=201):
        write(request)
        if status == 500:
            raise RuntimeError("half-way")
        if status == 409:
            raise Refused("No.")
        if status == 400:
            self.given(self.Input)
        return Response({"written": True}, status=status, headers={"Location": "/somewhere/"})

    put = post


class GuardedApi(Api):
    permission = {"POST": "tests.write_note"}

    def post(self, request):
        return Response({})


here = [
    path("names/", names),
    path("rendered/", rendered),
    path("public/", public),
    path("people/", people),
    path("guarded/", guarded),
    path("writes/<int:status>/", writes),
    path("streams/", streams),
    path("ballot/", ballot),
]
api_here = [path("writes/<int:status>/", WritesApi.as_view()), path("guarded/", GuardedApi.as_view())]


def mine(request):
    return HttpResponse(",".join(sorted(m.display_name for m in Membership.objects.all())))


def outside(request):
    return HttpResponse(str(Membership.objects.count()))


from config import urls as real  # noqa: E402

urlpatterns = [
    path("c/<slug:slug>/", include(here)),
    path("api/v1/c/<slug:slug>/", include(api_here)),
    path("me/names/", mine),
    path("outside/", outside),
    *real.urlpatterns,
]
handler400, handler403, handler404, handler500 = real.handler400, real.handler403, real.handler404, real.handler500
