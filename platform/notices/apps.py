from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"

    def ready(self) -> None:
        _register_pages()
        _register_work()


def _register_pages() -> None:
    from accounts.rows import ROWS, AccountRow
    from notices.kinds import TOPICS
    from notices.models import Preferences
    from notices.queries import preferences
    from web.registry import MY_MENU, MenuItem

    def now(_person: Any) -> str:
        chosen = preferences()
        ways = {chosen.mail_of(topic) for topic in TOPICS}
        return ", ".join(str(way.label) for way in Preferences.Mail if way in ways) or str(_("None"))

    MY_MENU.append(MenuItem(label=_("Notices"), icon="bell", url_name="notices-list", order=10))
    MY_MENU.append(MenuItem(label=_("Calendar"), icon="calendar", url_name="notices-feed-page", order=20))
    ROWS.append(
        AccountRow(
            label=_("Notices by e-mail"), icon="bell", now=now, action=_("Choose"), url_name="notices-preferences",
            order=25,
        )
    )  # fmt: skip


def _register_work() -> None:
    from jobs.due import each_minute, register_due

    register_due("notices.mail", task="notices.hand_out", next_at=each_minute, of_network=True)
