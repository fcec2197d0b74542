from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MovesConfig(AppConfig):
    name = "learners.moves"

    def ready(self) -> None:
        from communities.governance.people.admitting import ON_SETTLING
        from learners.moves import news
        from learners.moves.actions import answered
        from learners.registry import CHILD_PAGES, ChildPage
        from notices.kinds import declare_kind, declare_topic
        from web import registry

        ON_SETTLING.append(answered)
        declare_topic(
            "moves", _("Moves of home"), _("That somebody asks to move, is taken in, or has moved."), urgent=True
        )
        for kind, words, icon in news.KINDS:
            declare_kind(f"moves.{kind}", topic="moves", words=words, icon=icon)
        CHILD_PAGES.append(ChildPage(_("Where %(name)s is at home"), "moves-child-list"))
        registry.MY_MENU.append(registry.MenuItem(label=_("My home"), icon="house", url_name="moves-list", order=24))
        registry.SETTINGS_PAGES.append(
            registry.SettingsPage(
                label=_("Who moved home"),
                why=_("Learners who came to us and who went elsewhere."),
                url_name="moves-here",
                permission="communities.see_people",
                order=67,
            )
        )
