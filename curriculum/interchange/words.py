"""What came in, in the reader's language."""

from collections.abc import Callable

from django.utils.translation import ngettext

KINDS: dict[str, Callable[[int], str]] = {
    "frameworks": lambda n: ngettext("%(n)s framework", "%(n)s frameworks", n),
    "competencies": lambda n: ngettext("%(n)s competency", "%(n)s competencies", n),
    "links": lambda n: ngettext("%(n)s link", "%(n)s links", n),
    "programmes": lambda n: ngettext("%(n)s programme", "%(n)s programmes", n),
    "units": lambda n: ngettext("%(n)s unit", "%(n)s units", n),
    "lessons": lambda n: ngettext("%(n)s lesson", "%(n)s lessons", n),
    "key_learning_points": lambda n: ngettext("%(n)s key learning point", "%(n)s key learning points", n),
    "keywords": lambda n: ngettext("%(n)s keyword", "%(n)s keywords", n),
    "misconceptions": lambda n: ngettext("%(n)s misconception", "%(n)s misconceptions", n),
    "outcomes": lambda n: ngettext("%(n)s outcome", "%(n)s outcomes", n),
    "prior_knowledge": lambda n: ngettext("%(n)s requirement", "%(n)s requirements", n),
}


def kinds_said(imported: dict[str, int]) -> list[str]:
    return [KINDS[kind](number) % {"n": number} for kind, number in imported.items() if number]
