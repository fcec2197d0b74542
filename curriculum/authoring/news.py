"""What writers are told of the talk about their drafts."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from communities.models import Community
from curriculum.authoring.models import DraftComment
from notices.actions import notify
from tenancy.scope import current_community
from web.links import url_at

Params = Mapping[str, Any]


def _commented(told: Params) -> str:
    return _("%(name)s commented on the draft of %(title)s") % told


def _answered(told: Params) -> str:
    return _("%(name)s answered about the draft of %(title)s") % told


def _resolved(told: Params) -> str:
    return _("%(name)s resolved a comment on the draft of %(title)s") % told


KINDS = [
    ("commented", _commented, "message-square"),
    ("answered", _answered, "message-square"),
    ("resolved", _resolved, "check"),
]


def tell(kind: str, comment: DraftComment, people: Iterable[UUID], *, name: str, by: UUID, key: str) -> None:
    path = url_at(Community.objects.get(pk=current_community()), "authoring-comments", comment.curriculum_id)
    about = f"#c-{comment.parent_id or comment.pk}"
    told = {"name": name, "title": comment.curriculum.title}
    notify(people, f"authoring.{kind}", key=key, path=path + about, params=told, by=by)
