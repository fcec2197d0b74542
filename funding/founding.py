"""The books a community starts with: a general fund and the usual accounts, in its own currency and language."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from communities.governance.beginnings import Beginning
from communities.models import Community, Membership
from funding.actions import take_template
from funding.chart_templates import TEMPLATES, template_for
from funding.models import Books, Fund
from funding.usual import open_accounts, write_usual_chart
from jobs.due import schedule

FITTING = "fitting"


def open_books(community: Community, _founder: Membership) -> None:
    """Called in the new community's scope."""
    Books.objects.create(pk=community.pk)
    with override(community.languages[0] if community.languages else "en"):
        write_usual_chart()
        open_accounts(Fund.objects.create(name=_("General fund")), community.currency)
    schedule("funding.verify", community.pk)


def _options() -> list[tuple[str, Any]]:
    """None, the one that fits what the community is, or one of them."""
    fitting = _("The usual lines, and those that fit what it is")
    return [("", _("The usual lines alone")), (FITTING, fitting), *((one.key, one.name) for one in TEMPLATES.values())]


def _begin_chart(community: Community, key: str) -> None:
    if key:
        take_template(template_for(community.kind).key if key == FITTING else key)


CHART = Beginning(
    key="chart",
    label=gettext_lazy("Chart of accounts"),
    why=gettext_lazy("What money is told by. Lines can be added, renamed and retired at any time."),
    options=_options,
    suggested=FITTING,
    begin=_begin_chart,
)
