"""What became of shared curricula elsewhere: adapted, offered back, brought up to date. Invented, as all of it."""

from typing import Any

from communities.models import Membership
from curriculum.actions import add_node, edit_curriculum, edit_node, publish_version
from curriculum.commons.actions import adopt_version
from curriculum.commons.answering import answer_offer
from curriculum.commons.models import Offer, SharedVersion
from curriculum.commons.offering import comment_on_offer, offer_back, offered_changes
from curriculum.commons.pulling import preview, pull_upstream
from curriculum.commons.taking import take_part
from curriculum.models import Curriculum, Kind
from demo.planting import Garden, Home
from demo.writing import author_of
from tenancy.scope import in_community

TIDES, WATER, RIVER, MANGROVE = "Tides and measure", "Water and measure", "Río vivo", "Maré cheia, maré vazia"
CRABS = "Contar caranguejos"
TEXTS = {
    "third": "Two people read high and low water from the bridge every day and write down the rain. If they differ they"
    " read again, and a third one tells which is kept.",
    "wind": "Which days lay above the curve? Look up the wind, and the pressure, of those days.",
    "pier": "Paint a plank in ten-centimetre bands, red and white, and fix it to the middle pier of the bridge in low"
    " summer water. The weir keeper lends the boat.",
    "colours": "Paint a plank in bands of ten centimetres, black and yellow: some of us cannot tell red from green."
    " Fix it to the pier at low water with the harbour master.",
    "well": "Let a stone on a thread down until it is wet. How much of the thread is dry? Come back in a month.",
    "sea": "Prueben una gota en tres lugares. ¿Dónde empieza la sal? Vuelvan con la marea alta.",
    "crabs": "Marquen con cuerda un cuadrado de un metro y cuenten las cuevas. Repitan en cinco lugares. ¿Cuál es el"
    " promedio?",
    "bay": "La bahía como aula: manglar, pesca e historias de quienes viven de ella.",
    "burrows": "Marquem um quadrado de um metro com barbante e contem as tocas, sem pisar nelas. Repitam em dez"
    " lugares. Qual é a média? E a mediana?",
}


def adapt(garden: Garden) -> None:
    bridge, island, bay, brook = (garden.homes[x] for x in ("alder-bridge", "tern-island", "vila-mare", "rio-claro"))
    made = _third_reader(bridge)
    _thanks(island, made)
    _brought_up_to_date(bridge)
    _goes_on(island)
    _well(bridge, garden.homes["nour-garden"])
    _river_mouth(brook, bay)
    _translation(bay, brook)
    _a_part(bridge, island)


def _third_reader(home: Home) -> Offer:
    with in_community(home.community.pk):
        ours, joss = _named(TIDES), home.folk["teacher"][0]
        _rewrite(ours, "A week's log", body=TEXTS["third"])
        _improve(ours, joss, "A third reader when two differ", share=True)
        return offer_back(ours, by=joss, message="A third reader settles it when two differ. It helped us.")


def _thanks(home: Home, made: Offer) -> None:
    """The offer is taken, its author named, and a version published that holds it."""
    with in_community(home.community.pk):
        found = Offer.objects.select_related("curriculum", "base", "other").get(pk=made.pk)
        wanted, mairi = [one.id for one in offered_changes(found)], author_of(home)
        answer_offer(found, by=mairi, taken=wanted, reason="Gladly. It is better so.")
        theirs = _named(TIDES)
        _add(theirs, "When the wind helps", beside="Predict tomorrow", minutes=45, body=TEXTS["wind"])
        publish_version(theirs, by=mairi, note="A third reader, from Alder Bridge; and the wind.", share=True)


def _brought_up_to_date(home: Home) -> None:
    with in_community(home.community.pk):
        ours, joss = _named(TIDES), home.folk["teacher"][0]
        waiting = preview(ours)
        assert waiting
        pull_upstream(ours, by=joss, version=waiting.theirs.pk, seen=ours.edited_at)
        _rewrite(ours, "Set up the staff", body=TEXTS["pier"])


def _goes_on(home: Home) -> None:
    """A newer version, with what both have changed."""
    with in_community(home.community.pk):
        theirs = _named(TIDES)
        _rewrite(theirs, "Set up the staff", body=TEXTS["colours"])
        _rewrite(theirs, "Predict tomorrow", minutes=50)
        publish_version(theirs, by=author_of(home), note="Colours that everyone can tell apart.", share=True)


def _well(source: Home, home: Home) -> None:
    """An open offer, talked over."""
    ours, salma = _taken_over(source, home, WATER)
    with in_community(home.community.pk):
        _add(ours, "How deep is the well?", beside="Depth from the bridge", minutes=45, body=TEXTS["well"])
        _rewrite(ours, "Depth from the bridge", minutes=75)
        _improve(ours, salma, "A well, where there is no river")
        made = offer_back(ours, by=salma, message="We have no river. With a well it can be done anywhere.")
        comment_on_offer(made, by=salma, text="The longer time is for carrying the water home afterwards.")
    with in_community(source.community.pk):
        received, joss = Offer.objects.get(pk=made.pk), source.folk["teacher"][0]
        comment_on_offer(received, by=joss, text="We would love to try it at the old mill well first.")


def _river_mouth(source: Home, home: Home) -> None:
    """An open offer in Spanish."""
    ours, dandara = _taken_over(source, home, RIVER)
    with in_community(home.community.pk):
        _add(ours, "Donde el río llega al mar", beside="Insectos que cuentan", minutes=60, body=TEXTS["sea"])
        _improve(ours, dandara, "El río llega al mar")
        offer_back(ours, by=dandara, message="Su quebrada llega a nuestra bahía: falta el último tramo.")


def _translation(source: Home, home: Home) -> None:
    """What was put into another language, and whose original has gone on since."""
    ours, lucia = _taken_over(source, home, MANGROVE)
    with in_community(home.community.pk):
        _rewrite(ours, CRABS, title="Contar cangrejos", body=TEXTS["crabs"])
        edit_curriculum(ours, title="Marea alta, marea baja", language="es", subject="Ciencias", summary=TEXTS["bay"])
        _improve(ours, lucia, "En español", share=True)
    with in_community(source.community.pk):
        theirs = _named(MANGROVE)
        _rewrite(theirs, CRABS, body=TEXTS["burrows"])
        publish_version(theirs, by=author_of(source), note="Dez lugares, e a mediana.", share=True)


def _a_part(source: Home, home: Home) -> None:
    """One unit of it begins a draft."""
    shared = SharedVersion.objects.get(title=WATER, community=source.community, latest=True)
    wanted = [node.key for node in shared.node_data if node.title == "A map to scale"]
    with in_community(home.community.pk):
        take_part(shared, by=author_of(home), keys=wanted, title="Maps of the island")


def _taken_over(source: Home, home: Home, title: str) -> tuple[Curriculum, Membership]:
    """The adaptation, and who writes on it."""
    shared = SharedVersion.objects.get(title=title, community=source.community, latest=True)
    with in_community(home.community.pk):
        by = author_of(home)
        return adopt_version(shared, by=by).curriculum, by


def _improve(curriculum: Curriculum, by: Membership, note: str, *, share: bool = False) -> None:
    """Name the writer among the authors, and publish."""
    curriculum = Curriculum.objects.get(pk=curriculum.pk)
    names = [*curriculum.authors, {"name": by.display_name, "community": by.community.name}]
    publish_version(edit_curriculum(curriculum, authors=names), by=by, note=note, share=share)


def _named(title: str) -> Curriculum:
    return Curriculum.objects.get(title=title)


def _add(curriculum: Curriculum, title: str, *, beside: str, **words: Any) -> None:
    add_node(
        curriculum, kind=Kind.ACTIVITY, title=title, parent_key=curriculum.nodes.get(title=beside).parent_key, **words
    )


def _rewrite(curriculum: Curriculum, called: str, **words: Any) -> None:
    edit_node(curriculum.nodes.get(title=called), **words)
