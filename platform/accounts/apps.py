from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts.addresses import copy_address
        from web.registry import MY_MENU, MenuItem

        MY_MENU.append(MenuItem(label=_("Account"), icon="settings", url_name="accounts-me", order=90))

        for happened in (post_save, post_delete):
            happened.connect(copy_address, sender="account.EmailAddress", dispatch_uid="accounts.copy_address")
