"""A write asked for twice with one key happens once: the answer commits with the write, and is given again."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any, TypeVar

from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone

from api.callers import caller
from api.errors import answer
from api.models import Answer

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
NOT_HASHED = {"csrfmiddlewaretoken", "idempotency_key"}
KEPT_HEADERS = ("Content-Type", "Location", "ETag", "HX-Redirect", "HX-Location", "HX-Push-Url", "HX-Trigger")
KEPT_FOR = timedelta(hours=24)
Next = Callable[[Any], HttpResponse]
View = TypeVar("View", bound=Callable[..., Any])


def never_stored(view: View) -> View:
    """Of a view whose answer holds a secret, or what nobody shall keep."""
    view.never_stored = True  # type: ignore[attr-defined]
    return view


def once(request: Any, get_response: Next) -> HttpResponse:
    """Called inside the request's transaction. A concurrent repeat waits for the first to commit or to roll back.

    The key is the header Idempotency-Key, or a form's field `idempotency_key`. Only success is kept, so what failed may
    be tried again. A view marked `never_stored` leaves nothing here: its own action must bear repeats."""
    key = _key(request)
    if key is None or _is_never_stored(request):
        return get_response(request)
    if not (0 < len(key) <= 255 and key.isascii() and key.isprintable()):
        return answer(request, "idempotency-key-malformed")
    claim = Answer(
        caller=_hash(caller(request)),
        route=_hash(f"{request.method} {request.get_full_path()}"),
        key=key,
        request_hash=_hash_of_body(request),
    )
    if not _claim(claim):
        return _repeat(request, claim)
    response = get_response(request)
    if response.status_code < 400:
        _keep(claim, response)
    return response


def forget_old_answers() -> None:
    Answer.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()


def _key(request: Any) -> str | None:
    if request.method in ("GET", "HEAD", "OPTIONS", "TRACE"):
        return None
    if "Idempotency-Key" in request.headers:
        return str(request.headers["Idempotency-Key"]).strip()
    if request.method == "POST" and request.content_type in FORMS and not request.path_info.startswith("/api/"):
        given = request.POST.get("idempotency_key")  # as the CSRF check does; uploads are spooled to disk
        return None if given is None else str(given)
    return None


def _is_never_stored(request: Any) -> bool:
    try:
        view = resolve(request.path_info, getattr(request, "urlconf", None)).func
    except Resolver404:
        return True  # nothing will be written
    return any(
        getattr(part, "never_stored", False)
        for part in (view, getattr(view, "cls", None), getattr(view, "view_class", None))
    )


def _claim(claim: Answer) -> bool:
    """Whether this request is the first with its key."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO api_answer (caller, route, key, request_hash, status, headers, body, created_at)"
            " VALUES (%s, %s, %s, %s, 0, '{}', '', now()) ON CONFLICT (caller, route, key) DO NOTHING RETURNING id",
            [claim.caller, claim.route, claim.key, claim.request_hash],
        )
        row = cursor.fetchone()
    claim.pk = row and row[0]
    return row is not None


def _repeat(request: Any, claim: Answer) -> HttpResponse:
    first = Answer.objects.get(caller=claim.caller, route=claim.route, key=claim.key)
    if first.request_hash != claim.request_hash:
        return answer(request, "idempotency-key-reused")
    response = HttpResponse(bytes(first.body), status=first.status, headers=first.headers)
    response["Idempotency-Replayed"] = "true"
    return response


def _keep(claim: Answer, response: Any) -> None:
    """A streamed answer cannot be given twice: its request may be made again."""
    kept = Answer.objects.filter(pk=claim.pk)
    if response.streaming:
        kept.delete()
        return
    headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    kept.update(status=response.status_code, headers=headers, body=response.content)


def _hash_of_body(request: Any) -> str:
    """Of what was said, not of how: a form's random boundary, CSRF token and key do not count."""
    if request.content_type in FORMS and request.method == "POST":
        return _hash_of_form(request)
    try:
        body = request.body
    except RequestDataTooBig:
        return _hash(f"{request.content_type} {request.headers.get('Content-Length')}")  # left to the view to read
    boundary = request.content_params.get("boundary", "").encode()
    return sha256(
        request.content_type.encode() + b"\n" + (body.replace(boundary, b"") if boundary else body)
    ).hexdigest()


def _hash_of_form(request: Any) -> str:
    said = sha256()
    for name, values in sorted(request.POST.lists()):
        if name not in NOT_HASHED:
            said.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            said.update(repr((name, file.name, file.size)).encode())
            for chunk in file.chunks():
                said.update(chunk)
            file.seek(0)
    return said.hexdigest()


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
