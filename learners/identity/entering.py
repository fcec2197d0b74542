"""Look at what a code stands for; wrong ones are counted, and whatever is wrong, the answer is the same."""

from learners.identity import tries
from learners.identity.claiming import nothing
from learners.identity.models import Claim
from learners.identity.queries import claim_behind
from learners.young.sign_in import Tried, later


def enter(code: str, *, address: str) -> Claim | Tried:
    """What a try in vain writes must stay."""
    so_far, wait = tries.begin(address)
    if wait or so_far is None:
        return later(wait)
    found = claim_behind(code)
    if found is None:
        tries.count(so_far)
        return Tried(None, nothing())
    return found
