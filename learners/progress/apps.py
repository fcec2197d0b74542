from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgressConfig(AppConfig):
    name = "learners.progress"

    def ready(self) -> None:
        from communities.governance.kinds import CONSEQUENCES
        from communities.roles import declare
        from curriculum.assessments.actions import ON_MARKED
        from curriculum.assessments.rules import ALSO_TAKE
        from learners.progress import assessed, panels, tables
        from learners.progress.consequences import of_mastery_scale
        from learners.progress.reading import learns_from
        from web.registry import MY_HOME, MY_MENU, MenuItem, Panel

        declare("progress.mark", _("Mark what learners hand in"), "administrator", "teacher")
        tables.register()
        ALSO_TAKE.append(learns_from)
        ON_MARKED.append(assessed.record)
        CONSEQUENCES["mastery_scale"].append(of_mastery_scale)
        MY_MENU.append(MenuItem(label=_("My learning"), icon="sprout", url_name="progress-all-learning", order=20))
        MY_HOME.append(Panel(key="today", template="progress/panel_today.html", context=panels.today, order=10))
        MY_HOME.append(
            Panel(key="children", template="progress/panel_children.html", context=panels.my_children, order=20)
        )
