"""What two communities say there is to learn, in their own words, and how one's is like the other's."""

from communities.models import Membership
from curriculum.actions import add_competency, create_framework, link_competencies
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


def write_frameworks(garden: Garden) -> None:
    for slug in WRITTEN:
        home = garden.homes[slug]
        with in_community(home.community.pk):
            _write(home)


def _write(home: Home) -> Framework:
    title, language, subject, summary, competencies, links = WRITTEN[home.place.slug]
    by: Membership = Membership.objects.get(person=home.administrator)
    framework = create_framework(by=by, title=title, language=language, subject=subject, summary=summary)
    made: dict[str, Competency] = {}
    for code, statement in competencies:
        parent = made.get(code.rpartition(".")[0])
        made[code] = add_competency(
            framework, code=code, statement=statement, parent_key=parent.key if parent else None
        )
    for origin, relation, target in links:
        link_competencies(made[origin], relation=relation, target=made[target])
    return framework
