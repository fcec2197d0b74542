"""What a child keeps in mind: three pictures in their order, or a word.

There are only 3,360 ways to choose the pictures, so what protects them is how few tries there are (tries, limits); the
hash is mixed with the installation's key, so that the database alone does not tell them."""

import secrets
from collections.abc import Sequence
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from learners.young.codes import as_compared

PICTURES = {  # of static/pictures.svg, without "p-"
    "sun": _("sun"), "moon": _("moon"), "star": _("star"), "umbrella": _("umbrella"), "cat": _("cat"), "dog": _("dog"),
    "fish": _("fish"), "bird": _("bird"), "snail": _("snail"), "turtle": _("turtle"), "rabbit": _("rabbit"),
    "apple": _("apple"), "carrot": _("carrot"), "tree-pine": _("tree"), "bike": _("bicycle"), "sailboat": _("boat"),
}  # fmt: skip
CHOSEN = 3
SHORTEST_WORD = 6
ROUNDS = 20_000
HASHER = PBKDF2PasswordHasher()


def draw_pictures() -> list[str]:
    return secrets.SystemRandom().sample(list(PICTURES), CHOSEN)


def of_pictures(pictures: Sequence[str]) -> str:
    return "pictures " + " ".join(pictures)


def of_word(word: str) -> str:
    return "word " + as_compared(word)


def hashed(secret: str) -> str:
    return HASHER.encode(_mixed(secret, settings.SECRET_KEY), HASHER.salt(), ROUNDS)


def fits(secret: str, kept: str | None) -> bool:
    """In the same time whether there is something to compare with or not."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    found = [HASHER.verify(_mixed(secret, key), kept or _nobodys()) for key in keys]
    return kept is not None and any(found)


@cache
def _nobodys() -> str:
    return HASHER.encode(secrets.token_hex(), HASHER.salt(), ROUNDS)


def _mixed(secret: str, key: str) -> str:
    return salted_hmac("young", secret, secret=key, algorithm="sha256").hexdigest()
