"""What the examples of the style guide show: English samples, marked as English on the page."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils import timezone

from web.charts import bar_chart, line_chart
from web.forms import DayField
from web.paging import Page

WRITTEN = """## A list, a [link](https://example.org) and a table

- clay
- *paper*

| Tool | How many |
|---|---|
| ruler | 12 |
"""


class AskForm(forms.Form):
    what = forms.CharField(label="What is it for?", help_text="Members read this in the books.", max_length=80)
    amount = forms.DecimalField(label="Amount in euros", decimal_places=2, min_value=0)
    who = forms.ChoiceField(
        label="Who decides?",
        widget=forms.RadioSelect,
        choices=[("circle", "The kitchen circle"), ("all", "Everyone")],
    )
    fund = forms.ChoiceField(label="From which fund", choices=[("core", "Core"), ("garden", "Garden")])
    note = forms.CharField(label="Anything else", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    sure = forms.BooleanField(label="I have the receipt", help_text="Keep it until the books are closed.")


class FilterForm(forms.Form):
    q = forms.CharField(label="Name", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(label="State", required=False, choices=[("", "All"), ("open", "Open")])
    since = DayField(label="Since", required=False)
    use_required_attribute = False


def material(asked: Any = None, in_use: bool = False) -> dict[str, Any]:
    """What the examples show."""
    today = date(2026, 10, 13)
    weeks = [_day(today + timedelta(weeks=n)) for n in range(4)]
    return {
        "place": SimpleNamespace(name="Tern Island Learning House", hue=240, initials="TI"),
        "form": AskForm(asked, prefix="ask", use_required_attribute=False),
        "other": AskForm(prefix="other", use_required_attribute=False),
        "wrong": AskForm({"wrong-amount": "four hundred"}, prefix="wrong"),
        "filters": FilterForm(prefix="filter", auto_id="id_filter_%s"),
        "in_use": in_use,
        "page": Page(rows=[], first=51, last=100, newer="?page=1", older="?page=3"),
        "hues": range(0, 360, 15),
        "today": today,
        "now": timezone.now(),
        "written": WRITTEN,
        "line": line_chart(
            title="Absent on Mondays",
            subtitle="Per cent of learners, by week",
            summary="Absence on Mondays falls from 14 to 9 per cent here and stays at 13 in the network",
            labels=weeks,
            heading="Week",
            series={"Here": [14, 13, 10, 9], "Network": [13, 12, None, 13]},
        ),
        "bars": bar_chart(
            title="Hours offered to neighbours",
            subtitle="By kind, this term",
            summary="Most hours offered are workshop hours",
            labels=["Workshop", "Music room", "Mentors"],
            heading="Kind",
            series={"Offered": [42, 18, 9], "Taken": [30, 18, 4]},
        ),
        "communities": [(hue, 8 * n, f"Community {n}") for n, hue in enumerate(range(0, 360, 30))],
        "figures": [
            {"label": "Learners", "value": "62", "url": "#c-facts"},
            {"label": "Here today", "value": "57", "url": "#c-facts", "note": "5 excused"},
            {"label": "Core fund", "value": "€39,961", "url": "#c-facts"},
        ],
        "happened": [
            {"when": "4 October", "text": "Payment 2 of 4, entry 4182", "url": "#c-timeline", "state": "done"},
            {"when": "Today", "text": "Books verified up to entry 4189", "state": "now"},
            {"when": "1 November", "text": "Payment 3 of 4"},
        ],
        "steps": [
            {"label": "Proposed", "note": "27 September", "state": "done"},
            {"label": "Talked over", "note": "until 7 October", "state": "done"},
            {"label": "Voting", "note": "until 21 October", "state": "now"},
            {"label": "In force", "note": "8 November"},
        ],
        "tabs": [
            {"label": "Register", "url": "#c-tabs", "current": True},
            {"label": "Budget", "url": "#c-tabs"},
            {"label": "Allocation", "url": "#c-tabs"},
        ],
    }


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"
