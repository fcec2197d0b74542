from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class TenancyConfig(AppConfig):
    name = "tenancy"

    def ready(self) -> None:
        from tenancy.checks import check_scoped_models
        from tenancy.protection import protect

        checks.register(check_scoped_models)
        post_migrate.connect(protect, sender=self)
