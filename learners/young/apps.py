from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class YoungConfig(AppConfig):
    name = "learners.young"

    def ready(self) -> None:
        from communities.roles import declare
        from learners.registry import CHILD_PAGES, ChildPage
        from learners.young import news
        from notices.kinds import declare_kind, declare_topic
        from web import registry

        declare("young.manage", _("Let young learners sign in by a class code"), "administrator", "teacher")
        declare_topic(
            "young",
            _("Young learners’ sign-in"),
            _("That a child is locked out, has a new secret, or signs in by themself from now on."),
            urgent=True,
        )
        for kind, words, icon in news.KINDS:
            declare_kind(f"young.{kind}", topic="young", words=words, icon=icon)
        CHILD_PAGES.append(ChildPage(_("How %(name)s signs in"), "young-child"))
        registry.SETTINGS_PAGES.append(
            registry.SettingsPage(
                label=_("Classes of young learners"),
                why=_("They sign in without e-mail: by a class code, and pictures or a word."),
                url_name="young-classes",
                permission="young.manage",
                order=64,
            )
        )
