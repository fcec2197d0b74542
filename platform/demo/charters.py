"""How the charters were amended since their communities were founded."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from communities.governance.actions import decide
from communities.governance.models import Decision
from communities.governance.queries import value_of
from demo.meeting import Stories, ago
from demo.planting import Garden, Home
from demo.templates import RANKING, TOGETHER

AMENDED = {
    "en": {
        "title": "Visitors",
        "text": "Visitors are welcome when somebody here expects them. They sign the book at the door and ask before"
        " they take a picture of anyone.",
        "added": "An article on visitors",
        "why-added": "Three times last month nobody knew whose guest it was.",
        "last": "They are told beforehand that a picture of a child needs the child’s yes as well.",
        "changed": "Children are asked, too",
        "why-changed": "The learners wanted to be asked themselves.",
        "soon": "From next month on, whoever invites somebody stays with them until they leave.",
        "coming": "Who invites, stays",
        "why-coming": "So that visitors are not left to the youngest class.",
    },
    "es": {
        "title": "Las visitas",
        "text": "Las visitas son bienvenidas cuando alguien de aquí las espera. Firman el libro en la puerta y"
        " preguntan antes de tomarle una foto a alguien.",
        "added": "Un artículo sobre las visitas",
        "why-added": "Tres veces el mes pasado nadie supo de quién era la visita.",
        "last": "Se les dice antes que la foto de un niño necesita también el sí del niño.",
        "changed": "También se pregunta a los niños",
        "why-changed": "Los estudiantes querían que se les preguntara a ellos.",
        "soon": "Desde el próximo mes, quien invita a alguien se queda con esa persona hasta que se vaya.",
        "coming": "Quien invita, acompaña",
        "why-coming": "Para que las visitas no queden a cargo de los más pequeños.",
    },
}
DECIDED = {  # what the article on the committee says once the two decide together
    "en": "Settings are decided by more yes than no of the assembly, a quarter of it taking part, after two days of"
    " talk; roles are given by consent. The decision rules change by two thirds of the yes and no votes, a third"
    " taking part, after seven days. The administrators carry out what was decided and keep the keys.",
    "es": "Los ajustes se deciden con más síes que noes de la asamblea, participando un cuarto, tras dos días de"
    " conversación; los roles se dan por consentimiento. Las reglas de decisión cambian con dos tercios de los votos a"
    " favor y en contra, participando un tercio, tras siete días. Quienes administran cumplen lo decidido y guardan las"
    " llaves.",
}
ALONE = {  # the charter's own rule stays as it was
    "The charter and the decision rules change by": "The charter changes by",
    "Los estatutos y las reglas de decisión cambian": "Los estatutos cambian",
}
COMMITTEE, CHOOSING = 4, 5  # articles of the parent co-operative
ELECTIONS, COUNCIL = 4, 5  # articles of the school council
RULED = {
    "en": "How each kind of matter is decided, and who votes, stands in the decision rules, which everyone here reads.",
    "es": "Cómo se decide cada asunto, y quién vota, está en las reglas de decisión, que aquí leen todos.",
}


def stories(garden: Garden) -> Stories:
    """An article added, then changed, then changed from next month on; some of it long ago."""
    for number, (slug, home) in enumerate(garden.homes.items()):
        added = 660 - number * 7
        yield added, slug, partial(_add_visitors, home, added)
        yield added - 250, slug, partial(_ask_children, home, added - 250)
        yield 20, slug, partial(_accompany, home, garden.today + timedelta(days=30))


def _add_visitors(home: Home, days: float) -> None:
    charter = value_of("charter")
    codes = list(charter["articles"][0]["text"])
    number = max(one["number"] for one in charter["articles"]) + 1
    titles, texts = ({code: AMENDED[code][part] for code in codes} for part in ("title", "text"))
    charter["articles"].append({"number": number, "title": titles, "text": texts, "from": None})
    _decide(home, charter, "added", days)


def _ask_children(home: Home, days: float) -> None:
    charter = value_of("charter")
    text = charter["articles"][-1]["text"]
    text.update({code: f"{said} {AMENDED[code]['last']}" for code, said in text.items()})
    if home.place.slug in TOGETHER:
        _decide_together(charter)
    if home.place.slug == RANKING:
        _leave_to_the_rules(charter)
    _decide(home, charter, "changed", days)


def _accompany(home: Home, day: date) -> None:
    charter = value_of("charter")
    article = charter["articles"][-1]
    article["text"].update({code: f"{said}\n\n{AMENDED[code]['soon']}" for code, said in article["text"].items()})
    article["from"] = str(day)
    _decide(home, charter, "coming", 20)


def _decide_together(charter: dict[str, Any]) -> None:
    """The charter follows the rules that the community adopts."""
    for one in charter["articles"]:
        if one["number"] == COMMITTEE:
            one["text"] = {code: DECIDED[code] for code in one["text"]}
        for both, alone in ALONE.items():
            one["text"] = {code: text.replace(both, alone) for code, text in one["text"].items()}
    charter["articles"] = [one for one in charter["articles"] if one["number"] != CHOOSING]


def _leave_to_the_rules(charter: dict[str, Any]) -> None:
    """What the charter said of voting now stands in the decision rules alone."""
    for one in charter["articles"]:
        if one["number"] in (ELECTIONS, COUNCIL):
            one["text"] = {code: RULED[code] for code in one["text"]}


def _decide(home: Home, charter: dict[str, Any], what: str, days: float) -> None:
    said = AMENDED["es" if "es" in charter["articles"][0]["text"] else "en"]
    decide(
        by=home.administrator, kind=Decision.Kind.SETTING, title=said[what], reason=said[f"why-{what}"],
        settings={"charter": charter}, at=ago(days),
    )  # fmt: skip
