"""Which versions and which crosswalk the communities use; in one others look a version over first, one votes on it."""

from django.utils import timezone, translation

from communities.governance.actions import decide_setting
from communities.governance.ballots.voting import cast_ballot
from communities.governance.proposals.proposing import open_voting
from communities.governance.queries import value_of
from curriculum.actions import edit_node
from curriculum.crosswalks.actions import adopt_crosswalk
from curriculum.crosswalks.models import Crosswalk
from curriculum.models import Curriculum
from curriculum.releases.actions import give_opinion, hand_in, put_in_use
from curriculum.releases.models import Submission
from demo.meeting import ago, talk_over
from demo.planting import Garden, Home
from demo.words import say
from tenancy.scope import in_community

DECIDERS = ["administrator", "teacher"]


def release(garden: Garden) -> None:
    for home in garden.homes.values():
        for version in home.versions[:2]:
            _use(home, version.curriculum, version.number)
    _look_over(garden.homes["rio-claro"])
    _put_to_the_vote(garden.homes["nour-garden"])
    _adopt(garden.homes["alder-bridge"])


def _use(home: Home, curriculum: Curriculum, number: int) -> None:
    with in_community(home.community.pk), translation.override(home.place.language):
        put_in_use(curriculum, number=number, by=home.administrator, reason=say(home.place, "We tried it for a term."))


def _look_over(home: Home) -> None:
    """One of two agrees so far; the administrator has not read it yet."""
    with in_community(home.community.pk), translation.override(home.place.language):
        value = {**value_of("sharing"), "reviewers": 2}
        why, now = "Cuatro ojos ven más que dos.", timezone.now()
        decide_setting("sharing", value, by=home.administrator, reason=why, voted_at=now)
        made = _handed_in(home, "Abejas sin aguijón", "Pregunten primero a la persona más vieja que conozcan.")
        other = home.folk["teacher"][1]
        give_opinion(made, by=other, agrees=True, words="Mi abuela tendrá mucho que contar.")


def _put_to_the_vote(home: Home) -> None:
    """Here all teachers vote on what is published."""
    with in_community(home.community.pk), translation.override(home.place.language):
        rules, why, now = value_of("decision_rules"), "ما ننشره باسمنا نقرّره معًا.", timezone.now()
        rules["publishing"] |= {
            "deliberation_hours": 48,
            "method": "simple_majority", "quorum": "1/4", "electorate": DECIDERS, "proposers": DECIDERS
        }  # fmt: skip
        decide_setting("decision_rules", rules, by=home.administrator, reason=why, voted_at=now)
        made = _handed_in(home, "حكايات الحي", "اسألوا أكبر من في الحي أولًا.")
        by, other = home.folk["teacher"][:2]
        what = {"effect": "publish_curriculum", "payload": {"submission": str(made.pk)}}
        talk = talk_over(what, why="جرّبناه مع مجموعتين.", by=by, began=9)
        voted = open_voting(talk, by=by, hours=168, at=ago(0.5))
        cast_ballot(voted, content="yes", by=other)


def _handed_in(home: Home, title: str, added: str) -> Submission:
    draft = Curriculum.objects.get(title=title)
    first = draft.nodes.exclude(parent_key=None).order_by("position", "key")[0]
    edit_node(first, body=f"{first.body}\n\n{added}")
    return hand_in(draft, by=home.folk["teacher"][0], note=added, share=True)


def _adopt(home: Home) -> None:
    with in_community(home.community.pk), translation.override(home.place.language):
        why, now = "Whoever goes on to the school in town shows this.", timezone.now()
        adopt_crosswalk(Crosswalk.objects.get(), by=home.administrator, reason=why, voted_at=now)
