from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReleasesConfig(AppConfig):
    name = "curriculum.releases"

    def ready(self) -> None:
        from communities.governance.effects import register_effect
        from curriculum.registry import CURRICULA_PAGE, CURRICULUM_PAGE, PagePanel
        from curriculum.releases import news, panels
        from curriculum.releases.effects import PUBLISH, USE
        from notices.kinds import declare_kind, declare_topic
        from web.registry import Panel

        register_effect(PUBLISH)
        register_effect(USE)
        declare_topic(
            "releases", _("Versions handed in"),
            _("A version to look over, and what others say to the one that you handed in."),
        )  # fmt: skip
        for kind, words, icon in news.KINDS:
            declare_kind(f"releases.{kind}", topic="releases", words=words, icon=icon)
        CURRICULUM_PAGE.append(PagePanel(key="use", template="releases/panel_use.html", context=panels.use, order=1))
        CURRICULA_PAGE.append(Panel(key="submissions", template="releases/panel_waiting.html", context=panels.waiting))
