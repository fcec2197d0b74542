from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurriculumConfig(AppConfig):
    name = "curriculum"

    def ready(self) -> None:
        from communities.roles import ROLES, declare

        declare("curriculum.read", _("Read the community's curricula"), *ROLES)
        declare("curriculum.write", _("Write curricula"), "administrator", "teacher")
        declare("curriculum.publish", _("Publish versions of curricula"), "administrator", "teacher")
        declare("files.add", _("Store files and pictures"), "administrator", "teacher")  # files lies below the roles
