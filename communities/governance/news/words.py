"""What people are told of decisions: its words, made when they read it. Never how anyone voted."""

from collections.abc import Mapping
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from communities.roles import ROLES
from notices.kinds import declare_kind, declare_topic
from web.amounts import write_moment

Params = Mapping[str, Any]


def register_news() -> None:
    declare_topic(
        "votes",
        gettext_lazy("Votes that are open to you"),
        gettext_lazy("One opens for you, or closes soon and you have not voted."),
        urgent=True,
    )
    declare_topic(
        "own",
        gettext_lazy("What concerns you"),
        gettext_lazy("Your roles and your membership, and answers to what you said."),
        urgent=True,
    )
    declare_topic(
        "decisions",
        gettext_lazy("Proposals and decisions"),
        gettext_lazy("A proposal is there to talk over, a vote has its result, something was decided."),
    )
    declare_kind("governance.voting", topic="votes", words=_voting, icon="vote")
    declare_kind("governance.closing", topic="votes", words=_closing, icon="hourglass")
    declare_kind("governance.answered", topic="own", words=_answered, icon="pencil-line")
    declare_kind("governance.reply", topic="own", words=_reply, icon="pencil-line")
    declare_kind("governance.role", topic="own", words=_role, icon="user-round")
    declare_kind("governance.talk", topic="decisions", words=_talk, icon="users")
    declare_kind("governance.result", topic="decisions", words=_result, icon="vote")
    declare_kind("governance.decided", topic="decisions", words=_decided, icon="gavel")


def _voting(told: Params) -> str:
    return _("You may vote until %(when)s: %(title)s") % _with_closing(told)


def _closing(told: Params) -> str:
    return _("The vote closes %(when)s, and you have not voted: %(title)s") % _with_closing(told)


def _with_closing(told: Params) -> dict[str, Any]:
    closes_at = parse_datetime(told["closes_at"])
    assert closes_at
    return {"title": told["title"], "when": write_moment(closes_at)}


def _answered(told: Params) -> str:
    return _("What you said in the vote was answered: %(title)s") % told


def _reply(told: Params) -> str:
    return _("%(name)s answered you: %(title)s") % told


def _talk(told: Params) -> str:
    return _("A proposal to talk over: %(title)s") % told


def _result(told: Params) -> str:
    if told["state"] == "enacted":
        return _("Accepted and in force: %(title)s") % told
    if told["state"] == "unenacted":
        return _("Accepted, not in force: %(title)s") % told
    return _("Not accepted: %(title)s") % told


def _decided(told: Params) -> str:
    return pgettext("news", "Decided: %(title)s") % told


def _role(told: Params) -> str:
    role = ROLES.get(told["role"], told["role"])
    if told["what"] == "role given":
        return _("You are %(role)s from now on") % {"role": role}
    if told["what"] == "role ended":
        return _("You are no longer %(role)s") % {"role": role}
    return {
        "membership ended": _("Your membership has ended"),
        "member admitted": _("You are a member now"),
        "member suspended": _("Your membership is to be suspended"),
        "suspension lifted": _("Your suspension is lifted"),
    }[told["what"]]
