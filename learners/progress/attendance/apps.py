from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttendanceConfig(AppConfig):
    name = "learners.progress.attendance"

    def ready(self) -> None:
        from learners.progress.attendance import news, panels
        from learners.registry import CHILD_PAGES, OFFERING_PAGE, ChildPage, PagePanel
        from notices.kinds import declare_kind, declare_topic
        from web.registry import MY_MENU, MenuItem

        declare_topic(
            "attendance",
            _("Attendance"),
            _("That somebody will not be there, and that your child was missed."),
            urgent=True,
        )
        for kind, words, icon in news.KINDS:
            declare_kind(f"attendance.{kind}", topic="attendance", words=words, icon=icon)
        CHILD_PAGES.append(ChildPage(_("The attendance of %(name)s"), "attendance-child"))
        MY_MENU.append(MenuItem(label=_("My attendance"), icon="circle-check", url_name="attendance-own", order=26))
        OFFERING_PAGE.append(
            PagePanel(key="rolls", template="attendance/panel_offering.html", context=panels.of_offering, order=80)
        )
