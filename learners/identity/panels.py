"""What the page of one's account says."""

from django.utils.translation import gettext, ngettext

from accounts.models import Person
from learners.identity.queries import joins


def joined_now(_person: Person) -> str:
    count = joins().filter(undone_at__isnull=True).count()
    if not count:
        return gettext("None joined. If you have a second account, nothing of it is lost by joining.")
    return ngettext("%(count)d is joined", "%(count)d are joined", count) % {"count": count}
