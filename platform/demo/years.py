"""Two years of what two communities voted on: what was accepted, refused, put off, and what could not be done."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from communities.actions import end_membership
from communities.governance.proposals.amending import offer_amendment, settle_amendment
from communities.governance.proposals.proposing import open_deliberation, propose
from communities.governance.proposals.talking import comment
from communities.governance.queries import value_of
from communities.models import Membership
from curriculum.licences import Licence
from demo.meeting import Meeting, Stories, ago, meeting_of, setting, talk_over, vote
from demo.planting import Garden
from demo.templates import TOGETHER
from web.amounts import exponent

TALK = 8  # days from the first word to the last vote


class Tale(NamedTuple):
    ago: float  # days since it was counted
    key: str  # of the setting
    value: Callable[[Any, Meeting], Any]  # the new one, of the one in force
    votes: str  # as Meeting.votes takes them
    by: int  # whose voice
    en: tuple[str, str, str]  # title, why, and what somebody says beside their vote
    es: tuple[str, str, str]


def _limit(_now: Any, meeting: Meeting) -> dict[str, Any]:
    place = meeting.home.place
    return {"two_from": place.wages // 4 * 10 ** exponent(place.currency), "currency": place.currency}


def _asked_for(now: Any, meeting: Meeting) -> dict[str, Any]:
    month = meeting.home.place.wages * 10 ** exponent(meeting.home.place.currency)
    return {**now, "receipt_from": month // 100, "decide_from": month * 2, "days": 90}


def _a_day_off(name: str, term: int, later: int) -> Callable[[Any, Meeting], Any]:
    def with_it(now: Any, meeting: Meeting) -> Any:
        day = date.fromisoformat(now["terms"][term]["starts"]) + timedelta(days=later)
        named = NAMES[name]["es" if meeting.home.place.language == "es" else "en"]
        return {**now, "holidays": [*now["holidays"], {"name": named, "starts": str(day), "ends": str(day)}]}

    return with_it


NAMES = {
    "garden": {"en": "Garden day", "es": "Día de la huerta"},
    "river": {"en": "River clean-up", "es": "Limpieza del río"},
}
TALES = (
    Tale(
        700, "spending", _limit, "yyyyyyyn", 1,
        ("Two people above a quarter of a wage", "One invoice for paint was paid twice. Four eyes would have seen it.",
         "It will slow down small repairs."),
        ("Dos personas desde un cuarto de sueldo", "Una factura de pintura se pagó dos veces. Cuatro ojos la ven.",
         "Hará más lentos los arreglos pequeños."),
    ),
    Tale(
        640, "calendar", _a_day_off("garden", 0, 30), "y.......", 2,
        ("A day in the garden", "The beds are empty in spring because nobody has a morning.", "I bring the spades."),
        ("Un día en la huerta", "Las eras están vacías porque nadie tiene una mañana libre.", "Yo llevo las palas."),
    ),
    Tale(
        600, "enrolment", lambda _now, _meeting: {"takes_learners": False}, "yyyynyya", 0,
        ("No new places until the roof is on", "Two rooms have no roof. We cannot take anybody until they do.",
         "A neighbour’s child waits."),
        ("Sin cupos nuevos hasta tener techo", "Dos salones no tienen techo: no podemos recibir a nadie.",
         "Una vecina espera cupo."),
    ),
    Tale(
        520, "recognition", lambda now, _meeting: {**now, "years": 5}, "yyynyyna", 3,
        ("What was learned counts for five years", "Whoever comes back after ten years starts where they are.",
         "Reading does not go away."),
        ("Lo aprendido cuenta cinco años", "Quien vuelve después de diez años empieza donde está, no donde estaba.",
         "Leer no se olvida."),
    ),
    Tale(
        455, "enrolment", lambda _now, _meeting: {"takes_learners": True}, "yyyyyyyy", 0,
        ("Open again", "The roof is on, and it does not leak.", "At last."),
        ("Abrimos otra vez", "Ya hay techo y no gotea.", "¡Por fin!"),
    ),
    Tale(
        400, "sharing", lambda now, _meeting: {**now, "licence": Licence.BY_NC_SA.value}, "nnnyynny", 5,
        ("Share without trade", "I do not want a publisher to sell what our children drew.",
         "Our neighbours sell their printed copies at cost; they could not any more."),
        ("Compartir sin comercio", "No quiero que una editorial venda lo que dibujan nuestros hijos.",
         "Los vecinos venden copias al costo y ya no podrían."),
    ),
    Tale(
        350, "spending", _asked_for, "yyyyynyy", 3,
        ("No money without a receipt", "And what costs two wages is for all of us to decide.",
         "A ferryman gives no receipts."),
        ("Sin recibo no hay dinero", "Y lo que cuesta dos sueldos lo decidimos entre todos.",
         "El lanchero no da recibos."),
    ),
    Tale(
        290, "admissions",
        lambda now, _meeting: {**now, "order": "lottery", "groups": ["siblings"], "answer_days": 5}, "yyyyynyy", 6,
        ("A lot, and brothers and sisters first", "Whoever hears of it first should not be the only one who gets in.",
         "I would rather go by who lives near."),
        ("Por sorteo, y primero los hermanos", "Que no entre solo quien se entera primero.",
         "Prefiero que sea por cercanía."),
    ),
    Tale(
        240, "reports", lambda now, _meeting: {"shares_reports": not now["shares_reports"]}, "nnnnyynn", 4,
        ("Show the network how we do", "Then we could ask for help with arithmetic without telling everything again.",
         "Not before we have looked at them ourselves."),
        ("Mostrar a la red cómo vamos", "Así pediríamos ayuda con aritmética sin contarlo todo de nuevo.",
         "No antes de mirarlas nosotros."),
    ),
    Tale(
        175, "calendar", _a_day_off("river", 1, 20), "yyyyyyyy", 5,
        ("A day for the river", "After the flood the bank is full of plastic, and it is our classroom.",
         "The ferry crew would come, too."),
        ("Un día para el río", "Tras la creciente la orilla quedó llena de plástico, y es nuestro salón.",
         "La junta de acción también vendría."),
    ),
)  # fmt: skip
LATER = {
    "en": {
        "title": "Ask less of the second level", "why": "Half of the little ones never see it light up.",
        "amend": "Five is a lot at once. Three, and we look again in spring?", "asked": "From when on would it hold?",
        "answered": "From the first of the month after next, so that nobody’s term changes midway.",
        "gone": "They know every tool by name. I would like to have them teach it.",
    },
    "es": {
        "title": "Pedir menos en el segundo nivel", "why": "La mitad de los pequeños nunca lo ve encenderse.",
        "amend": "Cinco de una vez es mucho. ¿Tres, y lo miramos de nuevo el otro semestre?",
        "asked": "¿Desde cuándo valdría?", "answered": "Desde dentro de tres semanas, cuando acaba el período.",
        "gone": "Conoce cada herramienta por su nombre. Quisiera que enseñara.",
    },
}  # fmt: skip


def stories(garden: Garden) -> Stories:
    for slug in TOGETHER:
        meeting = meeting_of(garden, slug)
        for tale in TALES:
            yield tale.ago, slug, partial(_tell, tale, meeting)
        yield 32, slug, partial(_give_to_who_has_gone, meeting)
        yield 4, slug, partial(_from_a_day_on, meeting, garden)


def _tell(tale: Tale, meeting: Meeting) -> None:
    title, why, said = tale.es if meeting.home.place.language == "es" else tale.en
    by = meeting.voices[tale.by]
    seconded = meeting.voices[tale.by - 1]
    what = setting(tale.key, tale.value(value_of(tale.key), meeting))
    talk = talk_over(what, title=title, why=why, by=by, began=tale.ago + TALK, seconded=seconded)
    if tale.votes.count("n") > 1:
        comment(talk, text=said, by=seconded, at=ago(tale.ago + TALK - 2))
    vote(talk, meeting.votes(tale.votes), ended=tale.ago, reason=said)


def _from_a_day_on(meeting: Meeting, garden: Garden) -> None:
    """Amended in the talk, accepted, and in force in three weeks."""
    words, by, other = LATER[meeting.home.place.language], meeting.teacher, meeting.guardian
    scale = value_of("mastery_scale")
    five, three = ([scale[0], {**scale[1], "from": scale[1]["from"] - less}, *scale[2:]] for less in (5, 3))
    what = setting("mastery_scale", five)
    day = garden.today + timedelta(days=21)
    talk = talk_over(what, title=words["title"], why=words["why"], by=by, began=12, seconded=other, holds_from=day)
    asked = comment(talk, text=words["asked"], is_question=True, by=meeting.chair, at=ago(11))
    comment(talk, text=words["answered"], parent=asked, by=by, at=ago(10.5))
    payload = setting("mastery_scale", three)["payload"]
    amendment = offer_amendment(talk, payload=payload, reason=words["amend"], by=other, at=ago(10))
    settle_amendment(amendment, accepted=True, by=by, at=ago(9))
    vote(talk, meeting.votes("yyyyyyy"), ended=4)


def _give_to_who_has_gone(meeting: Meeting) -> None:
    """Accepted, but the member has moved away meanwhile."""
    words, by, member = LATER[meeting.home.place.language], meeting.teacher, meeting.home.folk["member"][1]
    payload = {"member": str(member.pk), "role": "teacher"}
    drawn_up = propose(effect="give_role", payload=payload, body=words["gone"], by=by, at=ago(40))
    talk = open_deliberation(drawn_up, by=by, at=ago(40))
    vote(talk, meeting.votes("ccccccc"), ended=32, meanwhile=lambda: _go(member))


def _go(member: Membership) -> None:
    gone = end_membership(member)
    gone.until = ago(33).date()
    gone.save(update_fields=["until"])
