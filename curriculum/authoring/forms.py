"""What writers say about a draft."""

from django import forms
from django.utils.translation import gettext_lazy

MOST = 5000  # letters of a comment


class CommentForm(forms.Form):
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    parent = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Your comment"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 3})
    )
