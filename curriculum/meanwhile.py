"""A part that two have written at once: what the later one wrote, beside what stands."""

from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict

from curriculum.models import Node
from curriculum.nodes import SEVERAL
from curriculum.values import frozen


class Beside(NamedTuple):
    field: str
    stands: Any
    written: Any


def beside(form: forms.BaseForm, stands: Any, written: dict[str, Any], *, node: Node) -> list[Beside]:
    """The fields in which they differ; the form may be sent again, now that its writer has seen what it replaces."""
    assert isinstance(form.data, QueryDict)
    again = form.data.copy()
    again["seen"] = node.edited_at.isoformat()
    form.data = again
    given = {name: frozen(SEVERAL[name], value) if name in SEVERAL else value for name, value in written.items()}
    pairs = [Beside(name, getattr(stands, name, ""), value) for name, value in given.items()]
    return [one for one in pairs if one.stands != one.written]
