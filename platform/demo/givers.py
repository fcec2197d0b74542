"""Who gives, what fees are called, and by what rules somebody pays less, in three communities."""

from typing import Any, NamedTuple

from demo.places import Place


class Giving(NamedTuple):
    """Names are invented, and so are the numbers."""

    registration: str
    monthly: str  # a donor who gives every month
    yearly: str
    paused: str
    address: str
    fee: str
    situations: tuple[tuple[str, int], ...]
    words: str  # of who asks to pay less
    answer: str


OF = {
    "alder-bridge": Giving(
        "RCN 00000000 (invented)", "Oona Reedy", "Askeford Bakers’ Fund", "Fergal Brack", "2 Weir Lane\nAskeford",
        "Materials for the term", (("One of us lost their work", 50), ("A child more is born", 25)),
        "My hours at the mill were halved this winter.", "Of course. Come and tell us if it stays so.",
    ),
    "rio-claro": Giving(
        "900.000.000-0 (inventado)", "Amparo Vega Luna", "Panadería La Espiga", "Ciro Montes", "Vereda El Guadual",
        "Materiales del período", (("Sin trabajo en casa", 60), ("Tres hijos o más aquí", 30)),
        "La cosecha se perdió con las lluvias.", "Claro que sí. Nadie deja de aprender por esto.",
    ),
    "nour-garden": Giving(
        "00000 (مخترع)", "هالة الوادي", "مخبز السنبلة", "سامر البستاني", "شارع الصفصاف ٤",
        "مواد الفصل", (("فقد أحدنا عمله", 50), ("ثلاثة أطفال أو أكثر هنا", 25)),
        "تأخر راتبي هذا الشتاء.", "بالطبع. لا يمنع المال أحدًا من التعلم هنا.",
    ),
}  # fmt: skip


def income_choices(place: Place) -> dict[str, Any]:
    """What these communities chose at their founding about receipts and hardship."""
    if place.slug not in OF:
        return {}
    said = OF[place.slug]
    situations = [{"situation": words, "percent": percent} for words, percent in said.situations]
    return {
        "receipts": {"registration": said.registration, "signed_by": "", "title": "", "words": ""},
        "hardship": {"free_place": True, "two_people": False, "situations": situations},
    }
