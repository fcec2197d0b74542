"""Every text field takes hostile text, or refuses it with the reason, and shows it back unharmed.

`RHIZOME_TEXTS` names a JSON list of texts to try instead of those below."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from api.throttling import CallerThrottle
from tests.communities.factories import a_browser
from tests.hostile.places import ROOMS, a_world
from tests.hostile.trying import Tried, try_texts

TEXTS = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</script><script>alert(1)</script>",
    "[x](javascript:alert(1))", "![x](data:text/html;base64,PHNjcmlwdD4=)", "<svg/onload=alert(1)>",
    "javascript:/*--></title></style></textarea></script><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+alert(1)//'>",
    "{{ 7|add:7 }} {% now 'Y' %} ${7*7} %(name)s %s {0} {name}", "' OR 1=1; DROP TABLE curriculum_node; --",
    "مرحبا \u202eevil\u202c שלום", "Z\u0361\u0489a\u0335\u031bl\u0338\u030ag\u0337o", "👩🏽‍👩🏽‍👧🏽‍👦🏽 🏳️‍🌈 𝕳𝖊𝖑𝖑𝖔", "\ufeff\u200b\u2060x",
    "\u0001\u0008\u001b[31mred", "a\u2028b\u2029c", "../../../etc/passwd%00", "=cmd|' /C calc'!A0",
    "<a href='&#106;avascript:alert(1)'>x</a>", "﷽" * 20, "&lt;b&gt; &amp; &#x27;", "\u0000",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>", "$\\href{javascript:alert(1)}{x}$",
    "| a |\n|---|\n| <iframe src=//x> |", "x" * 190,
]  # fmt: skip
if path := os.environ.get("RHIZOME_TEXTS"):
    TEXTS = json.loads(Path(path).read_text(encoding="utf-8"))


@pytest.mark.django_db
@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
def test_what_is_written_comes_back_and_does_no_harm(monkeypatch, room):
    monkeypatch.setattr(CallerThrottle, "THROTTLE_RATES", {"caller": None, "anonymous": None})
    world = a_world()
    tried, number, refused = Tried(world.api, a_browser(world.ann)), Counter(), Counter()
    for place in room(world):
        for why in try_texts(place, list(dict.fromkeys(TEXTS)), tried, together=bool(path)):
            number[place.name] += 1
            refused[f"{place.name}: {why}"] += bool(why)
    print(f"{number.total()} times written, {+refused}")
    assert refused.total() < number.total() / 5
