"""What waits for a person, as one letter in their language: what it is and where to read it, nothing more."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from smtplib import SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi, ngettext

from accounts.language import as_read_by
from accounts.models import Person
from notices.kinds import KINDS, words_of
from notices.models import Notice, Post, Preferences
from notices.posting import FRESH
from notices.queries import preferences, unread
from notices.times import due_at, quiet_until
from notices.unsubscribing import unsubscribe_address
from tenancy.scope import current_person

log = structlog.get_logger()
MOST = 100  # notices in one letter; it says that there are more


@transaction.atomic
def mail_what_is_due(*, at: datetime | None = None) -> int:
    """Send the person of the open scope what is due, once, unless it is quiet; says how many notices.

    Whatever is not due yet is looked at again when it is. A letter that was sent just before its record was lost would
    go a second time, under the same Message-ID."""
    now = at or timezone.now()
    person = Person.objects.filter(pk=current_person(), is_active=True).exclude(email="").first()
    post = Post.objects.select_for_update().filter(pk=current_person()).first()
    if person is None or post is None:
        return 0
    chosen = preferences()
    waiting = [(when, notice) for notice in _unmailed(now) if (when := _due(notice, chosen, person))]
    due = [notice for when, notice in waiting if when <= now]
    quiet = quiet_until(now, chosen, person.time_zone) if due else None
    if due and not quiet:
        _send(person, due)
        Notice.objects.filter(pk__in=[one.pk for one in due]).update(mailed_at=now)
    later = [when for when, _notice in waiting if when > now]
    post.at_once, post.due_at = chosen.at_once, quiet or min(later, default=None)
    post.save(update_fields=["at_once", "due_at"])
    return 0 if quiet else len(due)


def _unmailed(now: datetime) -> Sequence[Notice]:
    found = unread().filter(mailed_at__isnull=True, created_at__gt=now - FRESH, kind__in=KINDS)
    return list(found.select_related("community").order_by("created_at", "id"))


def _due(notice: Notice, chosen: Preferences, person: Person) -> datetime | None:
    mail = chosen.mail_of(KINDS[notice.kind].topic)
    if mail == Preferences.Mail.NEVER:
        return None
    return due_at(notice.created_at, mail, chosen, person.time_zone)


def _send(person: Person, due: Sequence[Notice]) -> None:
    with as_read_by(person):
        letter = _letter(person, due)
    try:
        letter.send()
    except SMTPRecipientsRefused:  # for good: it would be refused again, and the inbox has it all
        log.warning("notices_address_refused", person=str(person.pk))


def _letter(person: Person, due: Sequence[Notice]) -> EmailMultiAlternatives:
    lines = [_line(notice) for notice in due[:MOST]]
    stop = unsubscribe_address(person.pk, {KINDS[notice.kind].topic for notice in due})
    told: dict[str, Any] = {
        "network": settings.NETWORK_NAME, "lines": lines, "more": len(due) - len(lines), "stop": stop,
        "inbox": _absolute("notices-list"), "choices": _absolute("notices-preferences"),
        "language": get_language(), "direction": "rtl" if get_language_bidi() else "ltr",
    }  # fmt: skip
    told["title"] = _title(lines, due)
    headers = {
        "Message-ID": _message_id(due),
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        "Auto-Submitted": "auto-generated",
    }
    text = render_to_string("notices/mail.txt", told).strip() + "\n"
    letter = EmailMultiAlternatives(told["title"], text, settings.DEFAULT_FROM_EMAIL, [person.email], headers=headers)
    letter.attach_alternative(render_to_string("notices/mail.html", told), "text/html")
    return letter


def _line(notice: Notice) -> dict[str, str]:
    words = words_of(notice.kind, notice.params)
    return {"words": words, "community": notice.community.name, "url": _absolute("notices-open", notice.pk)}


def _title(lines: Sequence[dict[str, str]], due: Sequence[Notice]) -> str:
    """Of one line, for a header; also of the notices that the letter has no line for."""
    if len(due) == 1:
        return " ".join(f"{lines[0]['community']}: {lines[0]['words']}".split())
    places = {notice.community_id for notice in due}
    title = ngettext("One new notice", "%(number)s new notices", len(due)) % {"number": len(due)}
    return " ".join(f"{lines[0]['community'] if len(places) == 1 else settings.NETWORK_NAME}: {title}".split())


def _message_id(due: Sequence[Notice]) -> str:
    """The same for the same notices, so that a letter sent twice shows once."""
    names = sha256("".join(sorted(one.pk.hex for one in due)).encode()).hexdigest()[:32]
    return f"<{names}@{urlsplit(settings.SITE_URL).hostname}>"


def _absolute(name: str, *args: Any) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse(name, args=args)}"
