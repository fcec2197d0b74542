"""Mail leaves by the outbox: committed with what it tells of, and tried again until the mail server takes it."""

from django.conf import settings
from django.core.mail import EmailMessage

from jobs.outbox import job


@job("accounts.send_mail")
def send_mail(to: str, subject: str, text: str) -> None:
    EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [to]).send()
