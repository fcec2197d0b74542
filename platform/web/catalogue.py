"""The live catalogue at /styleguide: every component once, with how to write it (templates/web/examples/)."""

from functools import lru_cache
from typing import Any, NamedTuple

from django.template import loader
from django.utils.translation import gettext_lazy as _


class Entry(NamedTuple):
    key: str  # of templates/components/ (a component) and templates/web/examples/
    label: Any
    when: Any


GROUND = [
    Entry("colour", _("Colour"), _("Paper, ink and one hue for each community, of 24. No colour without its word.")),
    Entry("type", _("Type"), _("Five sizes. Serif for headings and what is read, sans for what is worked with.")),
    Entry("space", _("Space"), _("Six spaces, one radius, one shadow (menus and dialogs only).")),
    Entry("button", _("Button"), _("One main button on a page. Every number is a door to what it is made of.")),
    Entry(
        "text", _("Text, days, numbers"), _("Filters and tags that write as the reader does, and text people wrote.")
    ),
]
COMPONENTS = [
    Entry("page_header", _("Page header"), _("Where, the news as a title, one sentence, one main thing to do.")),
    Entry("section", _("Section"), _("A part of a page; never a box.")),
    Entry("card", _("Card"), _("One thing to answer or to pick up.")),
    Entry("list_row", _("List row"), _("Several things, one line of facts each; at the end a state and one action.")),
    Entry(
        "table",
        _("Table"),
        _("Things to compare; cards: it turns into cards on phones; pairs: short figures, two to a line."),
    ),
    Entry("sort_header", _("Sorting"), _("A heading that sorts by ?sort=key or ?sort=-key.")),
    Entry("filter_bar", _("Filter bar"), _("A GET form above a list; on phones all but the search folds.")),
    Entry("pages", _("Pages"), _("Further and back, for a page of web.paging.page_of.")),
    Entry("form", _("Form"), _("A whole form: key against sending twice, what is wrong, fields, one button.")),
    Entry("field", _("Field"), _("The label asks, the hint says why, the error says what to do.")),
    Entry("form_errors", _("What is wrong"), _("Stands before a form and leads to each field.")),
    Entry(
        "optional",
        _("May stay empty"),
        _("Fields are asked for because they are needed; the others say that they are not."),
    ),
    Entry("action", _("One button that posts"), _("Something done with one press that can be undone.")),
    Entry("status_pill", _("Status"), _("A shape and a word first, the colour last.")),
    Entry("level", _("Level of mastery"), _("A digit in a cell that fills.")),
    Entry("timeline", _("Timeline"), _("What happened, what is now, what is to come.")),
    Entry("stepper", _("Stepper"), _("Where a matter stands.")),
    Entry("diff", _("Comparison"), _("Two versions word by word: added is underlined, removed is struck out.")),
    Entry("comment", _("Comment"), _("One voice in a talk; a stance is a status.")),
    Entry("meter", _("Meter"), _("An amount of a whole, with what is held and where today stands.")),
    Entry("spread", _("Spread"), _("A value and the range it may lie in.")),
    Entry("progress", _("Progress"), _("Long work that shows how far it is.")),
    Entry("facts", _("Facts"), _("Two to four figures, each a door.")),
    Entry(
        "chart",
        _("Chart and table"),
        _("Lines or bars that fit any width, always with their figures, then the method."),
    ),
    Entry("notice", _("Notice"), _("What happened or what to know, in the page and not on top of it.")),
    Entry("dialog", _("Dialog"), _("Only for what can’t be undone, and it says what will happen.")),
    Entry("empty_state", _("Empty state"), _("What belongs here, an example, the first step.")),
    Entry("tabs", _("Tabs"), _("Sides of one thing, each with an address of its own.")),
    Entry("menu", _("Menu"), _("Rarer actions behind one word.")),
    Entry("crest", _("Crest"), _("A community by its colour, a person by a circle; always beside the name.")),
    Entry("icon", _("Icon"), _("Beside a word, never instead of it; those that point turn with the script.")),
    Entry("shoots", _("Shoots"), _("The network as one root; the list beneath says the same.")),
]


def shown() -> list[dict[str, Any]]:
    """The entries in order, each with the template of its example and how that is written."""
    return [
        {"entry": entry, "template": f"web/examples/{entry.key}.html", "source": _source(entry.key)}
        for entry in GROUND + COMPONENTS
    ]


@lru_cache
def _source(key: str) -> str:
    template = loader.get_template(f"web/examples/{key}.html").template  # type: ignore[attr-defined]
    with open(template.origin.name, encoding="utf-8") as file:
        return file.read().strip()
