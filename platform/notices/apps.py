from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"

    def ready(self) -> None:
        from web.registry import MY_MENU, MenuItem

        MY_MENU.append(MenuItem(label=_("Notices"), icon="bell", url_name="notices-list", order=10))
