"""Person.email follows the addresses that allauth keeps: a confirmed one, the main one first, or nothing."""

from typing import Any

from allauth.account.models import EmailAddress

from accounts.models import Person


def copy_address(sender: Any, instance: EmailAddress, **_: Any) -> None:
    """Heard after an address is saved or deleted: allauth does so in many places and has no single action to call."""
    confirmed = EmailAddress.objects.filter(user_id=instance.user_id, verified=True).order_by("-primary", "pk").first()
    email = confirmed.email if confirmed else ""
    Person.objects.filter(pk=instance.user_id).exclude(email=email).update(email=email)
