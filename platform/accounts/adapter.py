"""Where allauth is made ours: words, mail, languages, and what a new account starts with."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.language import as_read_by, remember_language
from jobs.outbox import enqueue

MISMATCH = _("These do not fit together. Check the user name or e-mail, and the password.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": MISMATCH,
        "username_password_mismatch": MISMATCH,
        "username_taken": _("This user name can’t be had. Try another."),
        "username_at_sign": _("A user name has no @. There is a field for your e-mail."),
        "too_many_login_attempts": _("Too many attempts that failed. Wait five minutes, then try again."),
        "rate_limited": _("Too many attempts. Wait five minutes, then try again."),
        "incorrect_code": _("This code does not fit. Codes change every half minute: enter the one you see now."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your password of now."),
    }

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Without @, or a name could pass for somebody's address."""
        if "@" in username:
            raise self.validation_error("username_at_sign")
        return str(super().clean_username(username, shallow))

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.name = form.cleaned_data.get("name", "")
        user.language = translation.get_language() or settings.LANGUAGE_CODE
        user.time_zone = form.cleaned_data.get("time_zone") or settings.TIME_ZONE
        return super().save_user(request, user, form, commit)

    def post_login(self, request: HttpRequest, user: Any, **how: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **how)
        remember_language(response, user.language)
        return response

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("account_email" if self.request.user.is_authenticated else "account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts-me")

    def send_notification_mail(self, template_prefix: str, user: Any, context: Any = None, email: Any = None) -> None:
        """To a confirmed address alone: another might be a stranger's."""
        if email or user.email:
            super().send_notification_mail(
                template_prefix, user, {"user": user, **(context or {})}, email or user.email
            )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """As the person it is about reads."""
        with as_read_by(context.get("user")):
            shown = {"network": settings.NETWORK_NAME, "email": email, **context}
            subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", shown).split())
            text = render_to_string(f"{template_prefix}_message.txt", shown).strip()
        enqueue("accounts.send_mail", email, subject, text)
