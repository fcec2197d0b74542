"""Which versions and which crosswalk the communities use; in one of them others look a version over first."""

from django.utils import timezone

from communities.governance.actions import decide_setting
from communities.governance.queries import value_of
from communities.models import Membership
from curriculum.actions import edit_node
from curriculum.crosswalks.actions import adopt_crosswalk
from curriculum.crosswalks.models import Crosswalk
from curriculum.models import Curriculum, Version
from curriculum.releases.actions import give_opinion, hand_in, put_in_use
from demo.adapting import TIDES
from demo.planting import Garden, Home
from demo.words import say
from tenancy.scope import in_community


def release(garden: Garden) -> None:
    for home in garden.homes.values():
        for version in home.versions[:1]:
            _use(home, version.curriculum, version.number)
    island = garden.homes["tern-island"]
    with in_community(island.community.pk):
        tides = Curriculum.objects.get(title=TIDES)
    if tides.pk not in {version.curriculum_id for version in island.versions[:1]}:
        _use(island, tides, 1)
    _look_over(garden.homes["himal-danda"])
    _adopt(garden.homes["alder-bridge"])


def _use(home: Home, curriculum: Curriculum, number: int) -> None:
    with in_community(home.community.pk):
        put_in_use(curriculum, number=number, by=home.administrator, reason=say(home.place, "We tried it for a term."))


def _look_over(home: Home) -> None:
    """One of two agrees so far."""
    with in_community(home.community.pk):
        value = {**value_of("sharing"), "reviewers": 2}
        why, now = "Four eyes see more than two.", timezone.now()
        decide_setting("sharing", value, by=home.administrator, reason=why, voted_at=now)
        draft = Version.objects.order_by("curriculum__title", "-number")[0].curriculum
        by = home.folk["teacher"][0]
        first = draft.nodes.exclude(parent_key=None).order_by("position", "key")[0]
        edit_node(first, body=f"{first.body}\n\nAsk the oldest person you know how it was done before.")
        made = hand_in(draft, by=by, note="The old people of the village are asked first.", share=True)
        chair = Membership.objects.get(person=home.administrator)
        give_opinion(made, by=chair, agrees=True, words="My grandmother will have much to say.")


def _adopt(home: Home) -> None:
    with in_community(home.community.pk):
        why, now = "Whoever goes on to the school in town shows this.", timezone.now()
        adopt_crosswalk(Crosswalk.objects.get(), by=home.administrator, reason=why, voted_at=now)
