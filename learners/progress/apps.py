from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgressConfig(AppConfig):
    name = "learners.progress"

    def ready(self) -> None:
        from communities.roles import declare

        declare("progress.mark", _("Mark what learners hand in"), "administrator", "teacher")
