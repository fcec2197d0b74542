"""The books a community starts with: a general fund and the usual accounts, in its own currency and language."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from communities.models import Community, Membership
from funding.models import Books, Fund
from funding.usual import open_accounts, write_usual_chart
from jobs.due import schedule


def open_books(community: Community, _founder: Membership) -> None:
    """Called in the new community's scope."""
    Books.objects.create(pk=community.pk)
    with override(community.languages[0] if community.languages else "en"):
        write_usual_chart()
        open_accounts(Fund.objects.create(name=_("General fund")), community.currency)
    schedule("funding.verify", community.pk)
