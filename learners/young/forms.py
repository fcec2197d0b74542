"""What children, teachers and guardians write."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms import PASSWORD_HELP
from learners.young.secret import CHOSEN, PICTURES, of_pictures, of_word
from web.forms import DayField

NEW_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class ComeInForm(forms.Form):
    """A code, a name, and three pictures in their order or a word."""

    code = forms.CharField(
        label=_("Class code"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    called = forms.CharField(
        label=_("Your name"),
        max_length=40,
        help_text=_("As it stands on your card."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    word = forms.CharField(
        label=_("Your word"),
        required=False,
        max_length=60,
        widget=forms.PasswordInput({"autocomplete": "off", "autocapitalize": "none"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, CHOSEN + 1):
            self.fields[f"picture{number}"] = forms.ChoiceField(choices=list(PICTURES.items()), required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        pictures = [given.get(f"picture{number}") for number in range(1, CHOSEN + 1)]
        if not self.errors and not given.get("word") and not all(pictures):
            raise ValidationError(_("Choose a picture in each row, or write your word."), code="incomplete")
        given["secret"] = of_word(given["word"]) if given.get("word") else of_pictures([str(one) for one in pictures])
        return given

    def tried(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("code", "called", "secret")}


class ClassForm(forms.Form):
    name = forms.CharField(label=_("Name of the class"), max_length=80)
    ends_on = DayField(label=_("Last day"), help_text=_("After it the code opens nothing. You can move it later."))


class NamesForm(forms.Form):
    names = forms.CharField(
        label=_("Names"),
        max_length=9000,
        help_text=_("One a line, as the community calls them. They sign in by the first word of it."),
        widget=forms.Textarea({"rows": 6}),
    )

    def clean_names(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        if any(len(name) > 150 for name in names):
            raise ValidationError(_("A name has at most 150 letters."))
        return [name for name in names if name]


class MoveForm(forms.Form):
    to: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(label=_("To which class"), queryset=None)

    def __init__(self, *args: Any, classes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["to"].queryset = classes


class BringInForm(forms.Form):
    member: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("A learner who signs in by nothing yet"), queryset=None
    )

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["member"].queryset = members


class SecretForm(forms.Form):
    word = forms.CharField(
        label=_("A word"),
        required=False,
        max_length=60,
        help_text=_("Leave it empty for three pictures, drawn by lot. A word has at least six letters."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none"}),
    )


class GrowForm(forms.Form):
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        help_text=_("You sign in with it. Letters, digits, and . _ + -"),
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("The only way back in if you forget your password. Nobody else sees it."),
    )
    password = forms.CharField(label=_("Password"), help_text=PASSWORD_HELP, strip=False, widget=NEW_PASSWORD)

    def clean_username(self) -> str:
        return str(get_adapter().clean_username(self.cleaned_data["username"]))

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password
