from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdentityConfig(AppConfig):
    name = "learners.identity"

    def ready(self) -> None:
        from communities.roles import declare
        from learners.identity import news
        from learners.registry import CHILD_PAGES, ChildPage
        from notices.kinds import declare_kind, declare_topic
        from web import registry

        declare("identity.invite", _("Invite members whom nobody signs in as"), "administrator", "teacher")
        declare_topic(
            "identity",
            _("Who you are here"),
            _("That somebody was invited to sign in as themself, and did."),
            urgent=True,
        )
        for kind, words, icon in news.KINDS:
            declare_kind(f"identity.{kind}", topic="identity", words=words, icon=icon)
        CHILD_PAGES.append(ChildPage(_("Invite %(name)s to sign in as themself"), "identity-child"))
        registry.SETTINGS_PAGES.append(
            registry.SettingsPage(
                label=_("People without a sign-in"),
                why=_("Members whom you or an import wrote down, and whom nobody signs in as yet."),
                url_name="identity-unclaimed",
                permission="identity.invite",
                order=65,
            )
        )
