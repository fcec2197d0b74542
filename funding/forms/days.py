"""The day on which an entry takes effect."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from funding.queries import the_books
from web.amounts import write_day
from web.forms import DayField


class EntryDay(DayField):
    """Of books that are open on it; the database refuses any other too, but can't say which day would do."""

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        closed = the_books().closed_through
        if day and closed and day <= closed:
            until = {"day": write_day(closed)}
            raise ValidationError(_("The books are closed up to %(day)s: choose a later day.") % until)
        return day
