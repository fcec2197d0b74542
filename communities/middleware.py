"""The innermost middleware: each request runs, and renders, inside its scope, and half a request leaves nothing."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from rest_framework.permissions import SAFE_METHODS

from accounts.young import is_young
from api.errors import DATABASE_GONE, answer, unavailable
from api.idempotency import once
from communities.access import Access, read_access
from communities.keys import person_of_key
from communities.models import Community
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community, nowhere
from web.links import redirect_here

PLACE = re.compile(r"^(?P<api>/api/v1)?/c/(?P<slug>[-a-zA-Z0-9_]+)/")
GROWN = re.compile(r"^(/api/v1)?/(account/(?!log(in|out)/)|me/(account/.|sessions/|keys/|children/|identity/))")
OWN = re.compile(r"^(/api/v1)?/me/")
Next = Callable[[HttpRequest], HttpResponse]


def identify(get_response: Next) -> Next:
    """Who asks, before anything is logged or read: `Authorization: Bearer …` on the API, or the session."""

    def middleware(request: Any) -> HttpResponse:
        try:
            if request.path_info.startswith("/api/") and "Authorization" in request.headers:
                request.api_key = person_of_key(request.headers["Authorization"])
                request.user = request.api_key.person if request.api_key else AnonymousUser()
            if getattr(request.user, "alias_of_id", None):
                logout(request)  # of an identity that was joined to another
            request.user.young = is_young(request)
            assert request.user.is_authenticated is not None  # reads the session now, where a dead database is told
        except DATABASE_GONE as error:
            return unavailable(request, error)
        return get_response(request)

    return middleware


class ScopeMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        try:
            return self._in_one_transaction(request)
        except DATABASE_GONE as error:
            return unavailable(request, error)

    def _in_one_transaction(self, request: Any) -> HttpResponse:
        """Any answer of 400 or more takes back what the request wrote, but for one marked `writes_stay`."""
        place = PLACE.match(request.path_info)
        with transaction.atomic():
            try:
                request.access = read_access(
                    request.user, slug=place and place["slug"], key=getattr(request, "api_key", None)
                )
            except Community.DoesNotExist:
                request.access = read_access(request.user)
            with _scope(request):
                response = once(request, self.get_response)
                if response.status_code >= 400 and not getattr(response, "writes_stay", False):
                    transaction.set_rollback(True)
        return response

    def process_view(self, request: Any, view: Any, _args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Whether they may go there; of a key to one community, what it opens elsewhere."""
        access: Access = request.access
        if access.person and access.person.young and GROWN.match(request.path_info):
            return answer(request, "forbidden", _("Whoever comes in by a class code changes no credentials."))
        if OWN.match(request.path_info):
            if access.key and access.key.community_id:  # a key to one community does not open the person's own rows
                raise PermissionDenied
            return None if access.person else _ask_to_sign_in(request)
        if not PLACE.match(request.path_info):
            if access.key and access.key.community_id and request.method not in SAFE_METHODS:
                raise PermissionDenied  # a key to one community changes nothing outside of it
            return None
        kwargs.pop("slug", None)
        return self._admit(request, getattr(view, "cls", None) or getattr(view, "view_class", None) or view)

    def _admit(self, request: Any, view: Any) -> HttpResponse | None:
        """Members alone, unless the view says otherwise; a stranger is told that there is nothing."""
        access: Access = request.access
        audience, permission = getattr(view, "audience", "members"), getattr(view, "permission", "")
        if access.community is None or not _may_know(access):
            raise Http404
        if audience != "public" and access.person is None:
            return _ask_to_sign_in(request)
        if audience in ("members", "suspended") and access.membership is None:
            if access.suspension is None:
                raise Http404
            if audience == "members":
                return _tell_why(request)
        method = "GET" if request.method == "HEAD" else request.method
        needed = permission if isinstance(permission, str) else permission.get(method, "")
        if needed and not access.can(needed):
            raise PermissionDenied
        if not access.opens(access.community):
            raise PermissionDenied
        return None

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """What a page did not catch, and what Django would call a fault of ours; what was written is taken back."""
        if isinstance(exception, DATABASE_GONE):
            transaction.set_rollback(True)
            return unavailable(request, exception)
        if isinstance(exception, Refused):
            return answer(request, "refused", exception)
        return None


def _scope(request: Any) -> AbstractContextManager[None]:
    access: Access = request.access
    reading = [one.community.pk for one in access.memberships if access.opens(one.community)]
    if access.community:
        return in_community(access.community.pk, reading=reading, savepoint=False)
    if access.person and OWN.match(request.path_info):
        return as_person(access.person.pk, reading=reading, savepoint=False)
    return nowhere(reading=reading, savepoint=False) if reading else nullcontext()


def _may_know(access: Access) -> bool:
    assert access.community
    return (
        access.membership is not None
        or access.suspension is not None
        or access.community.visibility == Community.Visibility.PUBLIC
    )


def _tell_why(request: Any) -> HttpResponse:
    """Somebody whose membership is suspended reads why instead of a page, and does nothing."""
    if request.method != "GET" or request.path_info.startswith("/api/"):
        raise PermissionDenied
    return redirect_here(request, "governance-own-suspension")


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        return answer(request, "not-authenticated")
    return redirect_to_login(request.get_full_path())
