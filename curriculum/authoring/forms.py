"""What writers say about a draft, and what part of it an address asks for."""

from uuid import UUID

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

MOST = 5000  # letters of a comment


class CommentForm(forms.Form):
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    parent = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Your comment"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 3})
    )


def key_asked(request: HttpRequest) -> UUID | None:
    """The part of `?part=`, if one is named."""
    try:
        return UUID(request.GET["part"]) if request.GET.get("part") else None
    except ValueError:
        raise BadRequest from None
