from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TurnConfig(AppConfig):
    name = "learners.turn"

    def ready(self) -> None:
        from communities.roles import declare
        from learners.progress.plans.registry import PLAN_PAGE
        from learners.turn import news, panels
        from notices.kinds import declare_kind, declare_topic
        from web import registry

        declare("turn.close_term", _("Close a term and open the next"), "administrator")
        declare_topic("turn", _("End of term"), _("That a term of yours has ended, and what goes on."))
        for kind, words, icon in news.KINDS:
            declare_kind(f"turn.{kind}", topic="turn", words=words, icon=icon)
        PLAN_PAGE.append(registry.Panel(key="turn", template="turn/panel_plan.html", context=panels.on_plan))
        registry.SETTINGS_PAGES.append(
            registry.SettingsPage(
                label=_("Year’s turn"),
                why=_("Close a term, and let what goes on go on in the next."),
                url_name="turn-terms",
                permission="turn.close_term",
                order=40,
            )
        )
