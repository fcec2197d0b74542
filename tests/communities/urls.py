"""Small pages and endpoints to test the request's scope with."""

from django.http import HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import include, path
from rest_framework import serializers
from rest_framework.response import Response

from api.views import Api
from communities.access import needs, open_to
from communities.models import Community, Membership
from config import urls as real
from tenancy.refusal import Refused
from tenancy.scope import in_community
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


@needs({"GET": "tests.write_note"})
def guarded_read(request):
    return HttpResponse("guarded")


def writes(request, status):
    """Write a membership, then answer, raise or break as asked."""
    write(request)
    if status == 500:
        raise RuntimeError("half-way")
    if status == 409:
        raise Refused("No.")
    return HttpResponse("written", status=status)


def collides(request):
    """The database itself says no, and nobody catches it."""
    write(request)
    Membership.objects.create(person=request.user, display_name="again")
    return HttpResponse()


def nests(request):
    """Look into another community, then read on here."""
    other = Community.objects.get(slug=request.GET["other"])
    seen = [names(request).content.decode()]
    try:
        with in_community(other.pk):
            seen.append(names(request).content.decode())
            write(request)
            raise LookupError("in the midst of the other scope")
    except LookupError:
        seen.append(names(request).content.decode())
    return HttpResponse("|".join(seen))


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
    path("guarded-read/", guarded_read),
    path("writes/<int:status>/", writes),
    path("collides/", collides),
    path("nests/", nests),
]
api_here = [path("writes/<int:status>/", WritesApi.as_view()), path("guarded/", GuardedApi.as_view())]


def mine(request):
    return HttpResponse(",".join(sorted(m.display_name for m in Membership.objects.all())))


def outside(request):
    return HttpResponse(str(Membership.objects.count()))


urlpatterns = [
    path("c/<slug:slug>/", include(here)),
    path("api/v1/c/<slug:slug>/", include(api_here)),
    path("me/names/", mine),
    path("outside/", outside),
    *real.urlpatterns,
]
handler400, handler403, handler404, handler500 = real.handler400, real.handler403, real.handler404, real.handler500
