"""The forms of sign-in and of one's own account: plain labels, a reason where one is due, nothing inside the fields."""

from itertools import groupby
from typing import Any

from allauth.account import forms as account
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from accounts.adapter import AccountAdapter
from accounts.models import Person
from accounts.rules import time_zones
from web.forms import offer

PASSWORD_HELP = _("At least eight characters. A short sentence is easier to keep in mind than a riddle.")
CODE_HELP = _("Six digits from your authenticator app, or one of your recovery codes.")


class Plain:
    """Labels instead of placeholders, and our own words for them; by the name of a field."""

    labels: dict[str, Any] = {}
    helps: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")


class SignInForm(Plain, account.LoginForm):
    labels = {
        "login": _("User name or e-mail"),
        "password": _("Password"),
        "remember": _("Stay signed in on this device"),
    }
    helps = {"remember": _("Not on a device that others use too.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }


class JoinForm(Plain, account.SignupForm):
    field_order = ["username", "name", "email", "password1"]
    labels = {"username": _("User name"), "email": _("E-mail"), "password1": _("Password")}
    helps = {
        "username": _("You sign in with it. Letters, digits, and . _ + -"),
        "name": _("What communities call you at first; each may know you by another name."),
        "email": _("The only way back in if you forget your password. Nobody else sees it."),
        "password1": PASSWORD_HELP,
    }
    name = forms.CharField(
        label=_("Your name"), required=False, max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )
    time_zone = forms.CharField(required=False, widget=forms.HiddenInput({"data-time-zone": ""}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}

    def clean_time_zone(self) -> str:
        """The browser's guess, if it is one we know."""
        guess = str(self.cleaned_data["time_zone"])
        return guess if guess in time_zones() else ""


class AddressForm(Plain, account.AddEmailForm):
    labels = {"email": _("Another e-mail address")}
    helps = {"email": _("We send a letter there; the address counts once you have opened its link.")}


class NewPasswordForm(Plain, account.ChangePasswordForm):
    labels = {
        "oldpassword": _("Password of now"),
        "password1": _("New password"),
        "password2": _("New password, again"),
    }
    helps = {"password1": PASSWORD_HELP}


class FirstPasswordForm(Plain, account.SetPasswordForm):
    labels = {"password1": _("Password"), "password2": _("Password, again")}
    helps = {"password1": PASSWORD_HELP}


class LostPasswordForm(Plain, account.ResetPasswordForm):
    labels = {"email": _("E-mail")}


class ResetPasswordForm(Plain, account.ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("New password, again")}
    helps = {"password1": PASSWORD_HELP}


class ConfirmByPasswordForm(Plain, account.ReauthenticateForm):
    labels = {"password": _("Password")}


class Code(Plain):
    """A code is typed, not looked up: digits on a phone's keyboard."""

    labels = {"code": _("Code")}
    helps = {"code": CODE_HELP}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}  # type: ignore[attr-defined]


class CodeOnce(Code):
    user: Person

    def clean_code(self) -> str:
        """Once each: allauth forgets a code after its half-minute, but takes it for three of them."""
        code = str(super().clean_code())  # type: ignore[misc]
        seen = f"two-factor:{self.user.pk}:{code.strip()}"
        if not cache.add(seen, True, timeout=3 * mfa_settings.TOTP_PERIOD):
            raise forms.ValidationError(AccountAdapter.error_messages["incorrect_code"], code="incorrect_code")
        return code


class CodeForm(CodeOnce, mfa.AuthenticateForm):
    pass


class ConfirmByCodeForm(CodeOnce, mfa.ReauthenticateForm):
    pass


class FirstCodeForm(Code, ActivateTOTPForm):
    helps = {"code": _("The six digits that the app shows now.")}


class DetailsForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=150,
        help_text=_(
            "What a community calls you when you come in. A name you already have in a community stays as it is there."
        ),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Of the pages, and of the mail we send you.")
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Hours on your own pages are told by it."))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": person.name, "language": person.language, "time_zone": person.time_zone}
        super().__init__(*args, **kwargs)
        offer(self, time_zone=zone_choices())


def zone_choices() -> list[Any]:
    """Grouped by the part before the first stroke."""
    zones = [zone for zone in time_zones() if zone != "UTC"]
    groups = groupby(zones, key=lambda zone: zone.partition("/")[0])
    return [("UTC", "UTC")] + [(area, [(zone, _place(zone)) for zone in members]) for area, members in groups]


def _place(zone: str) -> str:
    return zone.partition("/")[2].replace("_", " ").replace("/", ", ")
