from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MyDataConfig(AppConfig):
    name = "learners.mydata"

    def ready(self) -> None:
        from accounts.rows import ROWS, AccountRow
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
        _keep_no_longer()
        _correct()
        ROWS.append(
            AccountRow(
                label=_("My data"), icon="archive",
                now=lambda _person: str(_("To take with you, or to erase for good")),
                action=_("See all"), url_name="mydata-home", order=90,
            )
        )  # fmt: skip
        registry.SETTINGS_PAGES.append(
            registry.SettingsPage(
                label=_("Who asks us to erase"), why=_("Those who left, and what we answered."),
                url_name="mydata-erasures", permission="communities.manage_people", order=68,
            )
        )  # fmt: skip
        CHILD_PAGES.append(ChildPage(_("The data of %(name)s"), "mydata-child-home"))


def _keep_no_longer() -> None:
    from communities.governance import kinds
    from communities.governance.founding import ON_FOUNDING
    from communities.queries import time_zone_of
    from jobs.due import daily, register_due, schedule
    from learners.mydata.retention import RETENTION
    from web import registry

    kinds.register(RETENTION)
    register_due("mydata.retention", task="mydata.retention", next_at=daily(2, time_zone_of))
    ON_FOUNDING.append(lambda community, _founder: schedule("mydata.retention", community.pk))
    registry.SETTINGS_PAGES.append(
        registry.SettingsPage(
            label=_("What went by itself"), why=_("What was past the time we keep it, and how much of it was deleted."),
            url_name="mydata-clearings", permission="communities.manage_people", order=69,
        )
    )  # fmt: skip


def _correct() -> None:
    from communities.roles import declare
    from learners.mydata.beside import beside
    from learners.registry import RECORD_PAGE, PagePanel
    from web import registry

    RECORD_PAGE.append(PagePanel(key="corrections", template="mydata/beside.html", context=beside))
    declare("mydata.correct", _("Answer who says that a record is wrong"), "administrator", "teacher")
    registry.SETTINGS_PAGES.append(
        registry.SettingsPage(
            label=_("What is said to be wrong"), why=_("Records that learners ask us to correct, and our answers."),
            url_name="mydata-corrections", permission="mydata.correct", order=67,
        )
    )  # fmt: skip
