from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearnersConfig(AppConfig):
    name = "learners"

    def ready(self) -> None:
        from communities.roles import declare

        declare("learners.see_enrolments", _("See who is enrolled"), "administrator", "teacher")
        declare("learners.manage_offerings", _("Open, change and end offerings"), "administrator", "teacher")
        declare("learners.record_guardians", _("Record who looks after a learner"), "administrator")
