"""What writers say about a draft, and what part of it an address asks for."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from curriculum.authoring.documents import MOST_LETTERS

MOST = 5000  # letters of a comment


class CommentForm(forms.Form):
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    parent = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Your comment"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 3})
    )


class DocumentForm(forms.Form):
    """A file to look at, or the Markdown that was made of one."""

    file = forms.FileField(
        label=gettext_lazy("Document"), error_messages={"required": gettext_lazy("Choose a document.")},
        help_text=gettext_lazy("A .docx, .html, .md or .txt file. You see what becomes of it before it is added."),
    )  # fmt: skip
    text = forms.CharField(required=False, strip=False, max_length=MOST_LETTERS, widget=forms.HiddenInput)
    title = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["file"].required = not (data and data.get("text"))


def key_asked(request: HttpRequest) -> UUID | None:
    """The part of `?part=`, if one is named."""
    try:
        return UUID(request.GET["part"]) if request.GET.get("part") else None
    except ValueError:
        raise BadRequest from None
