"""Whoever runs one community reaches nothing of another by its ids: at no page and no endpoint, to read or to write."""

import re
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from api.throttling import CallerThrottle
from communities.models import Membership
from tenancy.scope import in_community
from tests.api.inhabited import an_inhabited_network
from tests.factories import a_community, a_person

HERE = re.compile(r"^(api/v1/)?c/<slug:slug>/")
NAME = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
OF_THE_NETWORK = {"commons", "collect", "collections", "adopt", "review"}  # what everyone may read, by its own id
WORDS = {"to": "up", "language": "en", "name": "x.pdf", "number": 1, "old": 1, "new": 1, "way": 1, "effect": "charter"}
PUBLIC = re.compile(r"^get (/api/v1)?/c/north/offerings/[0-9a-f-]{36}/((round|draw)/|draw\.json)?: 200$")
METHODS = ("get", "post", "put", "patch", "delete")


def routes(patterns, start=""):
    for one in patterns:
        route = start + str(one.pattern).removeprefix("^").removesuffix("$")
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from routes(one.url_patterns, route)


def words_of(path):
    return {word for word in re.split(r"[/.]|{\w+}", NAME.sub("", path)) if word}


def addresses(places, slug):
    """Each that names a row of a community by its id, with the rows of north that its words are most about."""
    rows = {start: names for start, names in places.items() if start.startswith("c/{slug}/") and "id" in names}
    for route in routes(get_resolver().url_patterns):
        path = HERE.sub("", route)
        about = words_of(path)
        if path == route or "pk" not in (one or other for one, other in NAME.findall(path)) or about & OF_THE_NETWORK:
            continue
        shared = {start: len(about & words_of(start.removeprefix("c/{slug}/"))) for start in rows}
        most = max(shared.values())
        for start in (start for start, number in shared.items() if number == most > 0):
            given = {"slug": slug, **WORDS, **rows[start], "pk": rows[start]["id"]} | {"slug": slug}
            yield "/" + NAME.sub(lambda found, given=given: str(given.get(found[1] or found[2], uuid4())), route)


def opened(client, address, body):
    """Whatever is not refused, by its method; what was written is taken back."""
    is_api = address.startswith("/api/")
    for method in METHODS if is_api else METHODS[:2]:
        sent = {} if method == "get" else {"data": body, **({"content_type": "application/json"} if is_api else {})}
        with transaction.atomic():
            answer = getattr(client, method)(address, **sent)
            transaction.set_rollback(True)
        if not 400 <= answer.status_code < 500:
            yield f"{method} {address}: {answer.status_code}"


@pytest.fixture
def network(db, monkeypatch):
    """Ann's, at whose addresses much opens to her; Eve has every role in a community of her own."""
    monkeypatch.setattr(CallerThrottle, "THROTTLE_RATES", {"caller": None, "anonymous": None})
    ann, places, body = an_inhabited_network()
    with in_community(a_community("yonder", founder=a_person("eve")).pk):
        Membership.objects.update(roles=["administrator", "teacher", "learner"])
    hers = sum(signed_in(ann).get(address).status_code == 200 for address in addresses(places, "north"))
    assert hers > 100
    return places, {name: str(value) for name, value in body.items()}


def signed_in(person):
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def test_a_foreign_id_opens_nothing_at_home_nor_where_it_is_from(network):
    places, body = network
    eve, found = signed_in(a_person("eve")), []
    for slug in ("west", "north"):
        for address in addresses(places, slug):
            found += opened(eve, address, body)
    assert "\n".join(one for one in found if not PUBLIC.match(one)) == ""
