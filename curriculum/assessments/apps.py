from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "curriculum.assessments"

    def ready(self) -> None:
        from communities.roles import declare
        from curriculum.assessments import news, panels
        from curriculum.registry import CURRICULUM_PAGE, PagePanel
        from notices.kinds import declare_kind, declare_topic
        from web import registry

        declare("assessments.mark", _("Mark assessments and read their statistics"), "administrator", "teacher")
        declare_topic(
            "assessments",
            _("Assessments"),
            _("What was handed in for you to mark, and that an attempt of yours is marked."),
        )
        for kind, words, icon in news.KINDS:
            declare_kind(f"assessments.{kind}", topic="assessments", words=words, icon=icon)
        CURRICULUM_PAGE.append(
            PagePanel(
                key="assessments", template="assessments/panel_curriculum.html", context=panels.of_curriculum, order=4
            )
        )
        registry.MY_HOME.append(
            registry.Panel(key="attempts", template="assessments/panel_mine.html", context=panels.mine, order=15)
        )
        registry.MY_MENU.append(
            registry.MenuItem(
                label=_("My assessments"), icon="clipboard-check", url_name="assessments-mine", order=21
            )
        )  # fmt: skip
