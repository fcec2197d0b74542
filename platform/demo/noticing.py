"""What all that happened left in people's inboxes, and how some of them want to hear of it."""

from datetime import time

from demo.planting import Garden
from jobs.outbox import run, waiting
from notices.choosing import choose
from tenancy.scope import as_person

USUAL = {"digest_hour": 17, "digest_weekday": 0}
CHOICES = {
    "petra": {"mail": {"decisions": "at_once"}, "quiet_from": time(21), "quiet_until": time(7), **USUAL},
    "lucia": {"mail": {"decisions": "weekly"}, "quiet_from": time(20), "quiet_until": time(6, 30), **USUAL},
    "mika": {"mail": {"decisions": "never"}, "quiet_from": None, "quiet_until": None, **USUAL},
}


def tell_people(garden: Garden) -> None:
    for username, chosen in CHOICES.items():
        with as_person(garden.people[username].pk):
            choose(**chosen)  # type: ignore[arg-type]
    for pk in list(waiting().filter(task="governance.tell").order_by("id").values_list("pk", flat=True)):
        run(pk)
