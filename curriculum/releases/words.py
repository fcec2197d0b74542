"""How a version in use is told."""

from django.utils.translation import gettext as _


def named(number: int | None) -> str:
    return _("version %(number)s") % {"number": number} if number else _("not in use")
