"""Whom to sign in as, one of each kind of user. All are invented."""

from typing import NamedTuple


class SignIn(NamedTuple):
    username: str
    what: str


class SignIns(NamedTuple):
    password: str
    people: tuple[SignIn, ...]


SIGN_INS = SignIns(
    "learning-together",
    (
        SignIn("petra", "administrator of Alder Bridge School"),
        SignIn("joss", "teacher at Alder Bridge School"),
        SignIn("mika", "learner at Alder Bridge School, who also learns elsewhere"),
        SignIn("sol", "guardian of two learners"),
        SignIn("ines", "policymaker of the network"),
        SignIn("noor", "steward of the network"),
    ),
)
