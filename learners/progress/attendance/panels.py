"""The door to the rolls, on the page of an offering, for who teaches it."""

from typing import Any

from learners.models import Offering, State
from learners.progress.reading import teaches


def of_offering(request: Any, offering: Offering) -> dict[str, Any] | None:
    if offering.state == State.DRAFT or not request.access.membership or not teaches(request.access, offering):
        return None
    return {"offering": offering}
