from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MasteryConfig(AppConfig):
    name = "learners.progress.mastery"

    def ready(self) -> None:
        from learners.consents.sharing import COPIES
        from learners.progress.changed import ON_LEVEL
        from learners.progress.mastery import sharing
        from learners.registry import CHILD_PAGES, ChildPage
        from web.registry import MY_MENU, MenuItem

        COPIES[sharing.FIELD] = sharing.copy
        ON_LEVEL.append(sharing.keep_current)
        CHILD_PAGES.append(ChildPage(_("What %(name)s can do"), "mastery-child"))
        MY_MENU.append(MenuItem(label=_("What I can do"), icon="layers", url_name="mastery-own", order=21))
