from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GrantsConfig(AppConfig):
    name = "funding.grants"

    def ready(self) -> None:
        from communities.governance.founding import ON_FOUNDING
        from communities.queries import time_zone_of
        from funding.grants import news, panels
        from jobs.due import daily, register_due, schedule
        from notices.kinds import declare_kind, declare_topic

        declare_topic(
            "grants", _("Grants"), _("A report to a funder that is due, and an instalment that did not come.")
        )
        for kind, words, icon in news.KINDS:
            declare_kind(f"grants.{kind}", topic="grants", words=words, icon=icon)
        register_due("grants.due", task="grants.due", next_at=daily(6, time_zone_of))
        ON_FOUNDING.append(lambda community, _founder: schedule("grants.due", community.pk))
        panels.register()
