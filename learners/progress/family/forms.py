"""In which language a page is read, and of which community."""

from collections.abc import Mapping, Sequence

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from communities.models import Community
from web.amounts import language_name
from web.forms import offer


class PageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of this page"), required=False)
    at = forms.ChoiceField(label=_("From"), required=False)

    def __init__(self, asked: Mapping[str, str], *, first: str, places: Sequence[Community] = ()) -> None:
        codes = [code for code, _name in settings.LANGUAGES]
        by_slug = {one.slug: one for one in places}
        likely = first if first in codes else settings.LANGUAGE_CODE
        self.spoken = asked["language"] if asked.get("language") in codes else likely  # as chosen, else the reader's
        self.place = by_slug.get(asked.get("at", ""))
        super().__init__({"language": self.spoken, "at": self.place.slug if self.place else ""})
        offer(
            self,
            language=[(code, _in_itself(code)) for code in codes],
            at=[("", _("All communities")), *((slug, one.name) for slug, one in by_slug.items())],
        )
        if len(by_slug) < 2:
            del self.fields["at"]


def _in_itself(code: str) -> str:
    """A language as its speakers call it."""
    with override(code):
        return language_name(code)
