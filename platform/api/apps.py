from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        from api import schema  # noqa: F401 (makes the ways to sign in known to the schema)
        from jobs.due import daily, register_due
        from web.registry import NETWORK_MENU, MenuItem

        NETWORK_MENU.append(MenuItem(label=_("For programs"), icon="key-round", url_name="api-docs", order=60))
        register_due("forget_old_answers", task="api.forget_old_answers", next_at=daily(3), of_network=True)
