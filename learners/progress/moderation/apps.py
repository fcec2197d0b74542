from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "learners.progress.moderation"

    def ready(self) -> None:
        from learners.progress.evidence.rules import ALSO_READ_FILES
        from learners.progress.moderation import news, rules
        from notices.kinds import declare_kind, declare_topic

        declare_topic("moderation", _("Moderation"), _("That somebody asks you for a second look, or has looked."))
        for kind, words, icon in news.KINDS:
            declare_kind(f"moderation.{kind}", topic="moderation", words=words, icon=icon)
        ALSO_READ_FILES.append(rules.reads_sampled)
