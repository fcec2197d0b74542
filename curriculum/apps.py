from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurriculumConfig(AppConfig):
    name = "curriculum"

    def ready(self) -> None:
        from communities.roles import ROLES, declare
        from curriculum import panels
        from web import registry

        declare("curriculum.read", _("Read the community's curricula"), *ROLES)
        declare("curriculum.write", _("Write curricula"), "administrator", "teacher")
        declare("curriculum.publish", _("Publish versions of curricula"), "administrator", "teacher")
        declare("files.add", _("Store files and pictures"), "administrator", "teacher")  # files lies below the roles
        registry.RAIL.append(
            registry.RailItem(
                key="curriculum", label=_("Curriculum"), icon="book-open", url_name="curriculum-list",
                permission="curriculum.read", order=25,
            )
        )  # fmt: skip
        written = registry.Panel(
            key="drafts", template="curriculum/panel_drafts.html", context=panels.written_lately, order=40
        )
        along = registry.Panel(
            key="along", template="curriculum/panel_along.html", context=panels.written_with_others, order=60
        )
        registry.COMMUNITY_HOME.append(written)
        registry.MY_HOME.append(along)
        registry.SEARCH.append(
            registry.SearchSource(key="curricula", label=_("Curricula here"), find=panels.find_here, order=15)
        )
