"""Turtle of files as one graph, within bounds."""

import re
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from rdflib import Graph
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax

from curriculum.interchange.importers import Source
from curriculum.interchange.sources import text_of
from jobs import progress
from tenancy.refusal import Refused

MOST_STATEMENTS = 200_000
UNKEPT = re.compile("[\0\ud800-\udfff]")


class Bounded(Graph):
    """Refuses what would fill the memory, and what no database keeps, while it is read."""

    def add(self, triple: Any) -> "Bounded":
        if len(self) >= MOST_STATEMENTS:
            raise Refused(_("These files hold more than %(most)s statements.") % {"most": MOST_STATEMENTS})
        if UNKEPT.search(str(triple[2])):
            raise Refused(_("There is a NUL character, or half of a letter, in “%(start)s”.") % {
                "start": UNKEPT.sub("", str(triple[2]))[:50]
            })  # fmt: skip
        super().add(triple)
        return self


def graph_of(sources: Sequence[Source]) -> Graph:
    graph = Bounded()
    for number, source in enumerate(sources):
        progress.tell(number, total=len(sources))
        try:
            graph.parse(data=text_of(source), format="turtle")
        except BadSyntax as wrong:
            told = {"name": source.name, "line": wrong.lines + 1}
            raise Refused(_("%(name)s: this is not Turtle (line %(line)s).") % told) from None
        except (ParserError, ValueError, RecursionError, AssertionError, IndexError) as wrong:
            said = _("it ends too early") if isinstance(wrong, IndexError) else str(wrong)[:200]
            told = {"name": source.name, "wrong": said}
            raise Refused(_("%(name)s: this is not Turtle (%(wrong)s).") % told) from None
    return graph
