"""Look at what a code stands for; wrong ones are counted, and whatever is wrong, the answer is the same."""

from collections.abc import Callable
from typing import TypeVar

from learners.identity import tries
from learners.identity.claiming import nothing
from learners.identity.models import Claim
from learners.identity.queries import claim_behind
from learners.young.sign_in import Tried, later

Found = TypeVar("Found")


def enter(code: str, *, address: str) -> Claim | Tried:
    return look(code, claim_behind, address=address)


def look(code: str, find: Callable[[str], Found | None], *, address: str) -> Found | Tried:
    """What a try in vain writes must stay."""
    so_far, wait = tries.begin(address)
    if wait or so_far is None:
        return later(wait)
    found = find(code)
    if found is None:
        tries.count(so_far)
        return Tried(None, nothing())
    return found
