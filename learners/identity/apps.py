from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdentityConfig(AppConfig):
    name = "learners.identity"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from accounts.rows import ROWS, AccountRow
        from communities.roles import declare
        from learners.identity import functions, news
        from learners.identity.panels import joined_now
        from learners.registry import CHILD_PAGES, ChildPage
        from notices.kinds import declare_kind, declare_topic
        from web import registry

        post_migrate.connect(functions.define, sender=self, dispatch_uid="identity.define")
        declare("identity.invite", _("Invite members whom nobody signs in as"), "administrator", "teacher")
        declare_topic(
            "identity",
            _("Who you are here"),
            _("That somebody was invited to sign in as themself, and did."),
            urgent=True,
        )
        for kind, words, icon in news.KINDS:
            declare_kind(f"identity.{kind}", topic="identity", words=words, icon=icon)
        CHILD_PAGES.append(ChildPage(_("%(name)s is known twice"), "identity-same-child"))
        CHILD_PAGES.append(ChildPage(_("Invite %(name)s to sign in as themself"), "identity-child"))
        registry.SETTINGS_PAGES.append(
            registry.SettingsPage(
                label=_("Perhaps written down twice"),
                why=_("Members of like names who were born on one day; they say whether they are one."),
                url_name="identity-twice",
                permission="communities.manage_people",
                order=65,
            )
        )
        ROWS.append(AccountRow(_("Other accounts of mine"), "link", joined_now, _("See and join"), "identity-me", 60))
        registry.SETTINGS_PAGES.append(
            registry.SettingsPage(
                label=_("People without a sign-in"),
                why=_("Members whom you or an import wrote down, and whom nobody signs in as yet."),
                url_name="identity-unclaimed",
                permission="identity.invite",
                order=65,
            )
        )
