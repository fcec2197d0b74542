from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentorsConfig(AppConfig):
    name = "learners.progress.mentors"

    def ready(self) -> None:
        from communities.roles import declare
        from learners.consents.sharing import COPIES
        from learners.progress.mentors import digest, news
        from learners.progress.mentors.queries import PLAN
        from learners.progress.plans.actions import ON_CHANGED
        from learners.registry import CHILD_PAGES, ChildPage
        from notices.kinds import declare_kind, declare_topic
        from web.registry import MY_MENU, MenuItem

        declare("mentors.mentor", _("Be asked to be a mentor"), "administrator", "teacher")
        declare_topic("mentors", _("Mentors"), _("That somebody asks you, answers you or says something about a goal."))
        for kind, words, icon in news.KINDS:
            declare_kind(f"mentors.{kind}", topic="mentors", words=words, icon=icon)
        COPIES[PLAN] = digest.digest
        ON_CHANGED.append(digest.keep_current)
        CHILD_PAGES.append(ChildPage(_("The mentors of %(name)s"), "mentors-child-mentors"))
        MY_MENU.append(MenuItem(label=_("My mentors"), icon="message-square", url_name="mentors-mentors", order=16))
