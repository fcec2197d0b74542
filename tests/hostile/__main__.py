"""Try every text of a JSON list in every place: `python -m tests.hostile FILE [half]`, where a half, 0 or 1, is every
other place; prints what was taken and refused, and why."""

import json
import logging
import os
import sys
from collections import Counter
from itertools import count
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(HERE), str(HERE / "platform")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import embedded  # noqa: E402

embedded.hold()

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402

from api.throttling import CallerThrottle  # noqa: E402
from tests import factories  # noqa: E402
from tests.communities.factories import a_browser  # noqa: E402
from tests.hostile.places import a_world, places  # noqa: E402
from tests.hostile.trying import try_text  # noqa: E402

HARMLESS = "Just words"


def main(path: str, half: str = "") -> int:
    texts = json.loads(Path(path).read_text(encoding="utf-8"))
    settings.ALLOWED_HOSTS = ["*"]
    logging.disable(logging.WARNING)
    CallerThrottle.THROTTLE_RATES = {"caller": None, "anonymous": None}
    factories._next = count(1 + 1000 * int(half or 0))  # two halves at once make different people
    world = a_world(f"hostile{half}")
    browser, plain, refused = a_browser(world.ann), {}, Counter[str]()
    tried = 0
    for place in places(world)[int(half) :: 2] if half else places(world):
        assert not try_text(place, HARMLESS, api=world.api, browser=browser, plain=plain)
        for text in texts:
            tried += 1
            if why := try_text(place, text, api=world.api, browser=browser, plain=plain):
                refused[f"{place.name}: {why}"[:160]] += 1
        print(f"  {place.name}: {len(texts)} texts", flush=True)
    for why, times in sorted(refused.items()):
        print(f"  refused {times} times: {why}")
    print(
        f"{tried:,} times hostile text was written: {refused.total():,} refused with the reason, the rest came back"
        " unharmed."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
