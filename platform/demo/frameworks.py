"""What two communities say there is to learn, in their own words; and what it is in a neighbour's words."""

from typing import Any

from communities.models import Membership
from curriculum.actions import add_competency, create_framework, link_competencies
from curriculum.crosswalks.actions import map_competencies, start_crosswalk
from curriculum.models import Competency, Framework, Relation
from demo.planting import Garden, Home
from tenancy.scope import in_community

WRITTEN = {  # by community: title, language, subject, summary, then code and statement; a code lies under its stem
    "alder-bridge": (
        "Measuring and counting", "en", "Mathematics",
        "What we want everyone to be able to do with numbers before they leave us, whatever their age.",
        (
            ("M", "Measures what is around them."),
            ("M.1", "Reads a scale to the nearest mark: ruler, cup, thermometer, staff gauge."),
            ("M.2", "Estimates before measuring, and says how far off the guess was."),
            ("M.3", "Turns one unit into another: $1\\,\\text{m}^3 = 1000\\,\\text{l}$."),
            ("C", "Counts and calculates with what was measured."),
            ("C.1", "Adds and subtracts amounts of the same kind, and refuses to add those that are not."),
            ("C.2", "Finds a mean of several measures, and tells when it says nothing."),
            ("C.3", "Shows a row of measures as a chart that others can read."),
            ("S", "Speaks about numbers."),
            ("S.1", "Says in a sentence what a chart shows, and what it does not."),
            ("S.2", "Asks where a number comes from before using it."),
        ),
        (("M.2", Relation.PRECEDES, "C.2"), ("C.3", Relation.PRECEDES, "S.1"), ("M.1", Relation.RELATED, "S.2")),
    ),
    "rio-claro": (
        "El río y sus números", "es", "Matemáticas",
        "Lo que se aprende midiendo el río, la huerta y las cuentas de la junta.",
        (
            ("R", "Mide el río."),
            ("R.1", "Lee la regla del puente y anota la hora."),
            ("R.2", "Calcula el caudal con un corcho, un metro y un reloj."),
            ("H", "Lleva las cuentas de la huerta."),
            ("H.1", "Pesa la cosecha y compara un mes con otro."),
            ("H.2", "Reparte en partes iguales, y dice qué hacer con lo que sobra."),
        ),
        (("R.1", Relation.PRECEDES, "R.2"), ("H.1", Relation.RELATED, "R.1")),
    ),
}  # fmt: skip


NEIGHBOUR = (
    "What the town asks for in numbers", "en", "Mathematics", "What pupils need when they go on to the school in town.",
    (
        ("T1", "Uses measuring instruments and reads them to the nearest mark."),
        ("T2", "Converts between units of length, mass and volume."),
        ("T3", "Calculates and interprets the mean."),
        ("T4", "Draws and explains charts."),
    ),
    (),
)  # fmt: skip
CROSSWALK = (
    ("M.1", "exact", "T1", ""), ("M.3", "exact", "T2", ""), ("C.3", "broad", "T4", ""), ("S.1", "broad", "T4", ""),
    ("C.2", "narrow", "T3", "We ask more: when it says nothing."),
)  # fmt: skip


def write_frameworks(garden: Garden) -> None:
    for slug, written in WRITTEN.items():
        home = garden.homes[slug]
        with in_community(home.community.pk):
            made = _write(home, written)
            if slug == "alder-bridge":
                _walk(home, made, _write(home, NEIGHBOUR))


def _walk(home: Home, ours: Framework, theirs: Framework) -> None:
    """From the community's own to the neighbour's."""
    by: Membership = Membership.objects.get(person=home.administrator)
    made = start_crosswalk(by=by, title="Ours and the town's", first=ours, second=theirs)
    for first, match, second, note in CROSSWALK:
        one, other = ours.competencies.get(code=first), theirs.competencies.get(code=second)
        map_competencies(made, first=one, match=match, second=other, note=note)


def _write(home: Home, written: Any) -> Framework:
    title, language, subject, summary, competencies, links = written
    by: Membership = Membership.objects.get(person=home.administrator)
    framework = create_framework(by=by, title=title, language=language, subject=subject, summary=summary)
    made: dict[str, Competency] = {}
    for code, statement in competencies:
        parent = made.get(code.rpartition(".")[0])
        short = statement.partition(":")[0] if "$" in statement else ""  # a list shows no formulas
        made[code] = add_competency(
            framework, code=code, statement=statement, short=short, parent_key=parent.key if parent else None
        )
    for origin, relation, target in links:
        link_competencies(made[origin], relation=relation, target=made[target])
    return framework
