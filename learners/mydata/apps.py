from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MyDataConfig(AppConfig):
    name = "learners.mydata"

    def ready(self) -> None:
        from learners.mydata import news
        from learners.registry import CHILD_PAGES, ChildPage
        from notices.kinds import declare_kind, declare_topic
        from web import registry

        declare_topic(
            "mydata", _("My data"), _("That a copy of it is ready, and what came of what I asked."), urgent=True
        )
        for kind, words, icon in news.KINDS:
            declare_kind(f"mydata.{kind}", topic="mydata", words=words, icon=icon)
        registry.MY_MENU.append(registry.MenuItem(label=_("My data"), icon="archive", url_name="mydata-home", order=41))
        CHILD_PAGES.append(ChildPage(_("The data of %(name)s"), "mydata-child-home"))
