from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearnersConfig(AppConfig):
    name = "learners"

    def ready(self) -> None:
        from communities.governance import kinds
        from communities.governance.circles.circles import ON_MEMBERS
        from communities.roles import declare
        from files.rules import ALSO_READERS
        from learners import readers
        from learners.consequences import of_enrolment
        from learners.equity import EQUITY
        from learners.fellows import renew_fellows

        declare("learners.see_enrolments", _("See who is enrolled"), "administrator", "teacher")
        declare("learners.see_equity", _("See what a learner said about themself at enrolment"), "administrator")
        declare("learners.manage_offerings", _("Open, change and end offerings"), "administrator", "teacher")
        declare("learners.record_guardians", _("Record who looks after a learner"), "administrator")
        kinds.register(EQUITY)
        kinds.CONSEQUENCES["enrolment"].append(of_enrolment)
        ON_MEMBERS.append(renew_fellows)
        ALSO_READERS.append(readers.learns_here)
        _register_work()
        _declare_notices()
        _show_pages()


def _register_work() -> None:
    from communities.governance.founding import ON_FOUNDING
    from communities.queries import time_zone_of
    from jobs.due import daily, register_due, schedule

    register_due("learners.daily", task="learners.daily", next_at=daily(3, time_zone_of))
    ON_FOUNDING.append(lambda community, _founder: schedule("learners.daily", community.pk))


def _declare_notices() -> None:
    from learners import news
    from notices.kinds import declare_kind, declare_topic

    declare_topic(
        "learners", _("Places in offerings"), _("That one was paused or changed, or that a trial is about to end."),
        urgent=True,
    )  # fmt: skip
    for kind, words, icon in news.KINDS:
        declare_kind(f"learners.{kind}", topic="learners", words=words, icon=icon)


def _show_pages() -> None:
    from learners import panels
    from web import registry

    registry.RAIL.append(
        registry.RailItem(key="learn", label=_("Learn"), icon="sprout", url_name="learners-offerings", order=20)
    )
    registry.MY_MENU.append(registry.MenuItem(label=_("My week"), icon="calendar", url_name="learners-week", order=25))
    registry.MY_MENU.append(
        registry.MenuItem(label=_("Who looked"), icon="eye", url_name="learners-who-looked", order=40)
    )
    registry.NETWORK_MENU.append(
        registry.MenuItem(label=_("Find something to learn"), icon="sprout", url_name="learners-catalogue", order=20)
    )
    registry.PUBLIC_PAGE.append(
        registry.Panel(key="offerings", template="learners/panel_open.html", context=panels.open_here, order=20)
    )
    registry.NETWORK_HOME.append(
        registry.Panel(key="offerings", template="learners/panel_open.html", context=panels.open_anywhere, order=20)
    )
    registry.SEARCH.append(
        registry.SearchSource(key="offerings", label=_("Offerings"), find=panels.find_offerings, order=20)
    )
