"""What a learner may say about themself, and what a community may ask to use it for: two small lists in plain words."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from learners.equity import ATTRIBUTES
from learners.models import Support


class Field(NamedTuple):
    label: Any
    hint: Any
    choices: Mapping[str, Any] | None = None  # to be ticked, and kept as codes with spaces between; None: words


FIELDS = {
    "interests": Field(_("What interests me"), _("For example: boats, drawing, how engines work.")),
    "goals": Field(_("What I want to reach"), _("For example: read a whole book, build a kite.")),
    "languages": Field(_("My languages"), _("Which you speak at home, and which you are learning.")),
    "ways": Field(_("How I like to learn"), _("For example: outside, alone first, by trying, by listening.")),
    "access": Field(_("What I need so that I can take part"), _("For example: large print, quiet, breaks, a ramp.")),
    "support": Field(
        _("Which of these I need"),
        _("Every offering then tells you whether it says that it has it."),
        dict(Support.choices),
    ),
    "device": Field(_("What I learn on"), _("For example: my mother’s phone in the evening.")),
    "connection": Field(_("My connection"), _("For example: only at school, or a little each day.")),
}
OTHER = {  # what is not written in the profile
    "email": _("My e-mail address"),
    "pictures": _("Pictures and recordings in which I am"),
    "plan": _("My plan: my goals and the steps to them"),
    "mastery": _("What I have shown in every community"),
}


class Purpose(NamedTuple):
    label: Any
    why: Any
    covers: tuple[str, ...]  # of FIELDS and OTHER: no more than the purpose needs


PURPOSES = {
    "teaching": Purpose(
        _("Teaching and support"), _("Those who teach you plan with it what you learn, and how."), (*FIELDS, "mastery")
    ),
    "safety": Purpose(
        _("Safety and health"),
        _("Those around you know what you need to be well and safe."),
        ("access", "support", "languages"),
    ),
    "contact": Purpose(
        _("Contact"), _("The community reaches you about what you learn there."), ("email", "languages", "connection")
    ),
    "mentoring": Purpose(
        _("A mentor"),
        _("Whoever you chose as a mentor reads your plan and talks it over with you."),
        ("plan", "interests", "goals", "languages", "ways"),
    ),
    "improvement": Purpose(
        _("Improvement of the community"),
        _("The community finds out what it lacks, such as devices or languages."),
        ("goals", "languages", "device", "connection"),
    ),
    "pictures": Purpose(
        _("Pictures"), _("The community may show pictures and recordings in which you are."), ("pictures",)
    ),
}


COUNTING = "counting"
WITH_ANSWERS = {  # agreed to by answering at enrolment, and taken back as all others
    COUNTING: Purpose(
        _("Counted, to see who does less well"),
        _("Reports of the community count what was answered at enrolment; nothing else is done with it."),
        tuple(ATTRIBUTES),
    ),
}


def label_of(field: str) -> str:
    if field in ATTRIBUTES:
        return str(ATTRIBUTES[field].label)
    return str(FIELDS[field].label if field in FIELDS else OTHER.get(field, field))


def words_of(field: str, text: str) -> str:
    """What a field says, as it is read; of what is ticked, the labels."""
    choices = FIELDS[field].choices if field in FIELDS else None
    return text if choices is None else ", ".join(str(choices[one]) for one in text.split() if one in choices)


def purpose_label(purpose: str) -> Any:
    known = PURPOSES | WITH_ANSWERS
    return known[purpose].label if purpose in known else purpose


def purpose_of(purpose: str) -> str:
    return str(purpose_label(purpose))
