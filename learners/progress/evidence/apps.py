from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    name = "learners.progress.evidence"

    def ready(self) -> None:
        from learners.progress.evidence import news
        from learners.registry import CHILD_PAGES, ChildPage
        from notices.kinds import declare_kind, declare_topic
        from web.registry import MY_MENU, MenuItem

        declare_topic(
            "evidence",
            _("Evidence"),
            _("That somebody added or assessed evidence of what you can do, or asks what you think of another’s."),
        )
        for kind, words, icon in news.KINDS:
            declare_kind(f"evidence.{kind}", topic="evidence", words=words, icon=icon)
        CHILD_PAGES.append(ChildPage(_("The evidence of %(name)s"), "evidence-child-list"))
        MY_MENU.append(MenuItem(label=_("My evidence"), icon="award", url_name="evidence-own", order=21))
