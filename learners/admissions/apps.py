from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdmissionsConfig(AppConfig):
    name = "learners.admissions"

    def ready(self) -> None:
        from communities.governance.effects import register_effect
        from learners.actions.answers import KEPT_IN
        from learners.admissions import news, panels
        from learners.admissions.effects import GRANT_APPEAL
        from learners.admissions.models import Application
        from learners.registry import OFFERING_PAGE, PagePanel
        from notices.kinds import declare_kind, declare_topic
        from web import registry

        KEPT_IN.append(Application)
        register_effect(GRANT_APPEAL)
        declare_topic(
            "admissions",
            _("Places you asked for"),
            _("What was drawn, and places that become free; also for your children."),
            urgent=True,
        )
        for kind, words, icon in news.KINDS:
            declare_kind(f"admissions.{kind}", topic="admissions", words=words, icon=icon)
        OFFERING_PAGE.append(
            PagePanel(key="admissions", template="admissions/panel_offering.html", context=panels.of_offering)
        )
        registry.MY_HOME.append(
            registry.Panel(key="offered", template="admissions/panel_offered.html", context=panels.offered, order=5)
        )
        registry.MY_HOME.append(
            registry.Panel(key="applications", template="admissions/panel_mine.html", context=panels.mine, order=14)
        )
