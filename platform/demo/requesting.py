"""What people of the demo ask to be paid, in every state it can be in; who and what is invented."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image, ImageDraw

from communities.models import Membership
from demo.places import Place
from demo.planting import Garden, Home
from demo.words import say
from funding.expenses import actions
from funding.expenses.models import Request
from funding.models import ChartLine, Fund
from tenancy.scope import in_community
from web.amounts import exponent

Need = tuple[str, str, int]  # what for, on which usual line, minor units
SPACE = UUID("6f0a3c57-0a7e-5c55-9b3b-0d1a5e2c7f41")


def ask_for_money(garden: Garden) -> None:
    for home in garden.homes.values():
        with in_community(home.community.pk), translation.override(home.place.language):
            _answered(garden, home)
            _waiting(garden, home)
            _advances(garden, home)


def _answered(garden: Garden, home: Home) -> None:
    """Paid after two approved it, approved out of the library, refused, and taken back."""
    month, teachers = _month(home.place), home.folk["teacher"]
    lunches = _asked(garden, home, teachers[2], ("Lunches of the month", "food", month // 3))
    actions.approve_request(lunches, by=home.administrator)
    if Request.objects.get(pk=lunches.pk).state == "asked":
        actions.approve_request(lunches, by=teachers[1].person)
    _pay(garden, home, lunches)
    why = say(home.place, "The bank sent it back: one digit of the number was wrong")
    key = _key(home.place, "back")
    actions.undo_payment(lunches, id=key, on=garden.today, why=why, by=home.administrator)
    actions.pay_request(lunches, id=_key(home.place, "paid again"), on=garden.today, by=home.administrator)
    library = Fund.objects.get(name=say(home.place, "Library"))
    about = {"kind": "expense", "payee": "Corner Books", "serves": say(home.place, "Books that the learners choose")}
    books = _asked(garden, home, teachers[2], ("Books for the shelf", "materials", month // 20), fund=library, **about)
    actions.approve_request(books, by=home.administrator)
    cakes = _asked(garden, home, teachers[1], ("Cake stall at the market", "food", month // 50))
    actions.refuse_request(cakes, by=home.administrator, why=say(home.place, "Was in the till already"))
    light = _asked(garden, home, teachers[1], ("Heating and water", "premises", month // 30))
    actions.withdraw_request(light, by=teachers[1].person)


def _waiting(garden: Garden, home: Home) -> None:
    """A draft, one that waits for approval, and one so big that it waits for a decision."""
    month, teachers = _month(home.place), home.folk["teacher"]
    _write(garden, home, teachers[0], ("Seeds and pots", "materials", month // 60))
    _asked(garden, home, teachers[0], ("Paper, clay and tools", "materials", month // 25))
    _asked(garden, home, teachers[1], ("Roof repair", "premises", month * 2), kind="expense", payee="Slate & Sons")


def _advances(garden: Garden, home: Home) -> None:
    """One accounted for, whose rest came back; one that is still open."""
    month, (first, second) = _month(home.place), home.folk["teacher"][:2]
    trip = _given(garden, home, second, ("Bus and ferry passes", "transport", month // 10))
    spent = _asked(
        garden, home, second, ("Bus and ferry passes", "transport", month // 12), kind="settlement", advance=trip
    )
    actions.approve_request(spent, by=home.administrator)
    rest = Request.objects.get(pk=trip.pk).left
    key = _key(home.place, "rest")
    actions.return_rest(trip, id=key, amount=rest, on=garden.today, by=home.administrator)
    _given(garden, home, first, ("Repair day", "materials", month // 15))


def _given(garden: Garden, home: Home, by: Membership, need: Need) -> Request:
    advance = _asked(garden, home, by, need, kind="advance")
    return _pay(garden, home, actions.approve_request(advance, by=home.administrator))


def _asked(garden: Garden, home: Home, by: Membership, need: Need, **about: Any) -> Request:
    request = _write(garden, home, by, need, **about)
    if request.kind != "advance":
        actions.add_receipt(request, file=_receipt(request), by=by.person)
    return actions.ask_request(request, by=by.person)


def _write(garden: Garden, home: Home, by: Membership, need: Need, **about: Any) -> Request:
    unit = 10 ** exponent(home.place.currency)
    (title, usual, amount), fund = need, Fund.objects.order_by("opened_on", "pk").first()
    said = {
        "kind": "reimbursement", "title": say(home.place, title), "fund": fund, "currency": home.place.currency,
        "lines": [(ChartLine.objects.get(usual=usual), amount // unit * unit)],
        "spent_on": garden.today - timedelta(days=3), **about,
    }  # fmt: skip
    key = _key(home.place, title, said["kind"])
    return actions.write_request(actions.Draft(**said), id=key, by=by.person, by_name=by.display_name)


def _pay(garden: Garden, home: Home, request: Request) -> Request:
    key = _key(home.place, "paid", request.pk)
    return actions.pay_request(request, id=key, on=garden.today, by=home.administrator)


def _receipt(request: Request) -> SimpleUploadedFile:
    """A slip of paper with lines nobody can read."""
    drawn, out = Image.new("RGB", (420, 640), "#f7f4ec"), BytesIO()
    pen = ImageDraw.Draw(drawn)
    for at in range(12):
        width = 120 + (request.pk.int >> (at * 4)) % 200
        pen.line((50, 60 + at * 44, 50 + width, 60 + at * 44), fill="#4a3f35", width=6)
    pen.rectangle((250, 560, 370, 600), outline="#4a3f35", width=5)
    drawn.save(out, "PNG")
    return SimpleUploadedFile("receipt.png", out.getvalue())


def _month(place: Place) -> int:
    return int(place.wages * 10 ** exponent(place.currency))


def _key(place: Place, *words: object) -> UUID:
    return uuid5(SPACE, f"{place.slug} {words}")
