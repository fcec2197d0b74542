from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuthoringConfig(AppConfig):
    name = "curriculum.authoring"

    def ready(self) -> None:
        from curriculum.authoring import news, panels
        from curriculum.registry import DRAFT_PAGE, MARKS, PART_HEAD, PART_PAGE, PagePanel
        from notices.kinds import declare_kind, declare_topic

        declare_topic(
            "drafts", _("Writing together"), _("Comments on drafts that you write on, and answers to what you said.")
        )
        for kind, words, icon in news.KINDS:
            declare_kind(f"authoring.{kind}", topic="drafts", words=words, icon=icon)
        DRAFT_PAGE.append(
            PagePanel(key="preview", template="authoring/panel_preview.html", context=panels.preview, order=5)
        )
        DRAFT_PAGE.append(
            PagePanel(key="comments", template="authoring/panel_draft.html", context=panels.of_draft, order=10)
        )
        PART_PAGE.append(
            PagePanel(key="comments", template="authoring/panel_part.html", context=panels.of_part, order=10)
        )
        PART_HEAD.append(
            PagePanel(key="editing", template="authoring/panel_editing.html", context=panels.above_part, order=10)
        )
        MARKS.extend([panels.editing_marks, panels.comment_marks])
