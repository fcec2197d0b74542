from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts.addresses import copy_address

        for happened in (post_save, post_delete):
            happened.connect(copy_address, sender="account.EmailAddress", dispatch_uid="accounts.copy_address")
