from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "learners.progress.plans"

    def ready(self) -> None:
        from curriculum.registry import COMPETENCY_PAGE, PagePanel
        from learners.progress.plans import panels
        from learners.registry import CHILD_PAGES, ChildPage
        from web.registry import MY_HOME, MY_MENU, MenuItem, Panel

        CHILD_PAGES.append(ChildPage(_("The plan of %(name)s"), "plans-child-plan"))
        MY_MENU.append(MenuItem(label=_("My plan"), icon="route", url_name="plans-plan", order=15))
        MY_HOME.append(Panel(key="plan", template="plans/panel_plan.html", context=panels.my_plan, order=15))
        COMPETENCY_PAGE.append(
            PagePanel(key="goal", template="plans/panel_competency.html", context=panels.of_competency, order=10)
        )
