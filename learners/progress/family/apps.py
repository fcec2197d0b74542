from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FamilyConfig(AppConfig):
    name = "learners.progress.family"

    def ready(self) -> None:
        from learners.registry import CHILD_PAGES, ChildPage
        from web.registry import MY_MENU, MenuItem

        CHILD_PAGES.append(ChildPage(_("The page of %(name)s, to read and to print"), "family-child"))
        MY_MENU.append(MenuItem(label=_("My page to print"), icon="printer", url_name="family-own", order=22))
