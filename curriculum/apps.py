from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurriculumConfig(AppConfig):
    name = "curriculum"

    def ready(self) -> None:
        from communities.governance import kinds
        from communities.governance.kinds.decision_rules import add_matter
        from communities.roles import ROLES, declare
        from curriculum import panels, readers
        from curriculum.sharing import SHARING
        from files.rules import ALSO_READERS
        from web import registry

        declare("curriculum.read", _("Read the community's curricula"), *ROLES)
        declare("curriculum.write", _("Write curricula"), "administrator", "teacher", "steward")
        declare("curriculum.publish", _("Publish versions of curricula"), "administrator", "teacher", "steward")
        kinds.register(SHARING)
        add_matter("publishing", _("Publishing a version of a curriculum"))
        add_matter("curriculum", _("Curricula: which version is used, crosswalks"))
        ALSO_READERS.append(readers.writes_here)
        registry.RAIL.append(
            registry.RailItem(
                key="curriculum", label=_("Curriculum"), icon="book-open", url_name="curriculum-list",
                permission="curriculum.read", order=30,
            )
        )  # fmt: skip
        registry.COMMUNITY_HOME.append(
            registry.Panel(key="drafts", template="curriculum/panel_drafts.html", context=panels.drafts, order=40)
        )
        registry.MY_HOME.append(
            registry.Panel(
                key="coauthored",
                template="curriculum/panel_coauthored.html",
                context=panels.with_others,
                order=60,
            )
        )
        registry.SEARCH.append(
            registry.SearchSource(key="curricula", label=_("Curricula here"), find=panels.find_here, order=30)
        )
