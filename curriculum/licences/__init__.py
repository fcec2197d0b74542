"""Licences, and what may be made of things that are under them."""

from curriculum.licences.arithmetic import Outcome, bars, may_become, outcome, reason
from curriculum.licences.kinds import Licence, Terms, terms_of

__all__ = ["Licence", "Outcome", "Terms", "bars", "may_become", "outcome", "reason", "terms_of"]
