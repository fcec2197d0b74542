from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsentsConfig(AppConfig):
    name = "learners.consents"

    def ready(self) -> None:
        from communities.actions import ON_ENDING
        from communities.roles import declare
        from learners.actions.enrolments import ON_WITHDRAWING
        from learners.consents import leaving, news, panels, queries
        from learners.registry import NEEDS
        from notices.kinds import declare_kind, declare_topic
        from web import registry

        declare("consents.see_shared", _("Read what learners share with the community"), "administrator", "teacher")
        declare_topic(
            "consents",
            _("Consents"),
            _("That a consent waits for you, is about to end, or was taken back."),
            urgent=True,
        )
        for kind, words, icon in news.KINDS:
            declare_kind(f"consents.{kind}", topic="consents", words=words, icon=icon)
        ON_ENDING.append(leaving.membership_ends)
        NEEDS.append(queries.needed)
        ON_WITHDRAWING.append(leaving.enrolment_ends)
        registry.MY_MENU.append(
            registry.MenuItem(label=_("My profile"), icon="user-round", url_name="consents-profile", order=22)
        )
        registry.MY_MENU.append(
            registry.MenuItem(label=_("My consents"), icon="handshake", url_name="consents-list", order=23)
        )
        registry.MY_HOME.append(
            registry.Panel(key="consents", template="consents/panel_waiting.html", context=panels.waiting, order=5)
        )
        registry.SETTINGS_PAGES.append(
            registry.SettingsPage(
                label=_("What learners share with us"),
                why=_("What they agreed to, for what, and until when."),
                url_name="consents-shared",
                permission="consents.see_shared",
                order=66,
            )
        )
        _keep_answers()
        _register_work()


def _keep_answers() -> None:
    from learners.actions.answers import AGREE
    from learners.consents import counting
    from learners.consents.sharing import GIVEN_UP, TAKEN_UP
    from learners.consents.terms import COUNTING

    AGREE.append(counting.agree_to_be_counted)
    TAKEN_UP[COUNTING], GIVEN_UP[COUNTING] = counting.keep_what_waited, counting.forget


def _register_work() -> None:
    from communities.governance.founding import ON_FOUNDING
    from communities.queries import time_zone_of
    from jobs.due import daily, register_due, schedule

    register_due("consents.daily", task="consents.daily", next_at=daily(4, time_zone_of))
    ON_FOUNDING.append(lambda community, _founder: schedule("consents.daily", community.pk))
