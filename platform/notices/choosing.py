"""A person's own choices, in their own scope."""

from collections.abc import Iterable, Mapping
from datetime import time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from notices.kinds import TOPICS
from notices.models import Post, Preferences
from notices.queries import preferences
from tenancy.refusal import Refused
from tenancy.scope import current_person


@transaction.atomic
def choose(
    *, mail: Mapping[str, str], quiet_from: time | None, quiet_until: time | None, digest_hour: int, digest_weekday: int
) -> Preferences:
    """What comes by e-mail, by topic (one not named stays as it is), and when: by the person's own clock."""
    for topic, how in mail.items():
        if topic not in TOPICS or how not in Preferences.Mail.values:
            raise Refused(_("There is no such choice: %(topic)s, %(choice)s") % {"topic": topic, "choice": how})
    if (quiet_from is None) != (quiet_until is None) or (quiet_from is not None and quiet_from == quiet_until):
        raise Refused(_("Quiet hours need a beginning and another end, or neither."))
    if not (0 <= digest_hour <= 23 and 0 <= digest_weekday <= 6):
        raise Refused(_("There is no such hour or day."))
    chosen = preferences()
    chosen.mail = {**chosen.mail, **mail}
    chosen.quiet_from, chosen.quiet_until = quiet_from, quiet_until
    chosen.digest_hour, chosen.digest_weekday = digest_hour, digest_weekday
    return _kept(chosen)


@transaction.atomic
def stop_mail(topics: Iterable[str]) -> Preferences:
    """No more e-mail about these; what is not known any more is left out."""
    chosen = preferences()
    chosen.mail = {**chosen.mail, **{topic: Preferences.Mail.NEVER.value for topic in topics if topic in TOPICS}}
    return _kept(chosen)


def _kept(chosen: Preferences) -> Preferences:
    """What waits is looked at anew: its time may be another now."""
    chosen.save()
    anew = {"at_once": chosen.at_once, "due_at": timezone.now()}
    Post.objects.update_or_create(person_id=current_person(), defaults=anew)
    return chosen
