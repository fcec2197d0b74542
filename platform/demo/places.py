"""The communities of the demo network. All are invented, and so are the people in them; some have neighbours."""

from typing import Any, NamedTuple


class Place(NamedTuple):
    slug: str
    kind: str
    name: str
    place: str
    country: str  # ISO 3166-1 alpha-2
    coordinates: tuple[float, float] | None  # degrees of latitude and longitude: invented, in the country
    languages: tuple[str, ...]
    time_zone: str
    hue: int
    currency: str  # ISO 4217
    purpose: str
    scale: tuple[str, ...]  # of mastery, lowest first
    terms: tuple[str, str, str]  # the last, the present and the next one
    holiday: str
    funder: str
    wages: int  # a teacher's month, in whole units of the currency

    @property
    def language(self) -> str:
        """Of the pages, as whoever founds it reads them."""
        return self.languages[0] if self.languages[0] in ("es", "ar") else "en"

    def choices(self) -> dict[str, Any]:
        step, (latitude, longitude) = 100 // len(self.scale), self.coordinates or (None, None)
        return {
            "identity": {
                "name": self.name, "purpose": self.purpose, "place": self.place, "country": self.country,
                "latitude": latitude, "longitude": longitude, "hue": self.hue,
            },
            "languages": list(self.languages),
            "mastery_scale": [{"name": name, "from": place * step} for place, name in enumerate(self.scale)],
            "money": {"currency": self.currency},
            "equity": {"asks": ["age_band", "disability", "gender"]},
            "reports": {"shares_reports": False},
        }  # fmt: skip


NETWORK = Place(
    "network", "network", "Seven Rivers", "Everywhere", "", None, ("en", "es", "ar"), "UTC", 45, "EUR",
    "Small schools and learning communities, each run by the people in it, that share curricula, teachers and money.",
    ("Beginning", "Practising", "Able"), ("Last half-year", "This half-year", "Next half-year"), "Year's end",
    "The seven founding communities", 0,
)  # fmt: skip
PLACES = (
    Place(
        "alder-bridge", "school", "Alder Bridge School", "Askeford", "IE", (53.802, -9.412),
        ("en", "ga"), "Europe/Dublin", 150, "EUR",
        "A village school in the old signal house, run by its families, teachers and learners. We learn in mixed ages;"
        " the river, the kitchen and the workshop are classrooms.",
        ("Beginning", "Practising", "Able", "Teaches others"), ("Summer term", "Autumn term", "Spring term"),
        "Winter holidays", "County education fund", 2_600,
    ),
    Place(
        "rio-claro", "school", "Escuela Río Claro", "Valle Hondo", "CO", (5.214, -74.386),
        ("es",), "America/Bogota", 195, "COP",
        "Una escuela de vereda donde el agua, la huerta y la junta enseñan tanto como el tablero.",
        ("Comienza", "Avanza", "Logra", "Enseña a otros"), ("Primer semestre", "Segundo semestre", "Próximo semestre"),
        "Vacaciones de fin de año", "Secretaría de Educación", 2_300_000,
    ),
    Place(
        "nour-garden", "school", "مدرسة بستان نور", "وادي الصفصاف", "JO", (32.287, 35.718),
        ("ar", "en"), "Asia/Amman", 15, "JOD",
        "مدرسة صغيرة حول بستان زيتون، يديرها أهلها ومعلموها، ويتعلم فيها الصغار من الكبار.",
        ("يبدأ", "يتدرّب", "يتقن"), ("الفصل الأول", "الفصل الثاني", "الفصل الصيفي"), "العطلة الشتوية",
        "صندوق تنمية الوادي", 520,
    ),
    Place(
        "vila-mare", "learning", "Comunidade Vila Maré", "Ponta da Barra", "BR", (-13.046, -38.712),
        ("pt",), "America/Bahia", 240, "BRL",
        "Aprendemos na baía e com quem vive dela. Cada família dá uma tarde por semana.",
        ("Começando", "Praticando", "Seguro", "Ensina"), ("Primeiro semestre", "Segundo semestre", "Próximo ano"),
        "Festas de fim de ano", "Fundo Municipal de Educação", 4_100,
    ),
    Place(
        "nad-struga", "school", "Szkoła nad Strugą", "Wola Leśna", "PL", (53.912, 23.104),
        ("pl", "en"), "Europe/Warsaw", 330, "PLN",
        "Szkoła rodziców i nauczycieli na skraju lasu. Decydujemy razem, uczymy się w swoim tempie.",
        ("Zaczyna", "Ćwiczy", "Umie", "Uczy innych"), ("Semestr letni", "Semestr zimowy", "Następny semestr"),
        "Ferie świąteczne", "Gmina Wola Leśna", 6_900,
    ),
    Place(
        "mto-mwekundu", "learning", "Kituo cha Elimu Mto Mwekundu", "Mto Mwekundu", "KE", (-0.684, 37.527),
        ("sw", "en"), "Africa/Nairobi", 30, "KES",
        "Kituo cha kijiji: watoto, vijana na watu wazima hujifunza pamoja chini ya mwembe mmoja.",
        ("Anaanza", "Anajaribu", "Anaweza"), ("Muhula wa kwanza", "Muhula wa pili", "Muhula wa tatu"), "Likizo ya Desemba",
        "Mfuko wa Elimu wa Kaunti", 32_000,
    ),
    Place(
        "himal-danda", "learning", "Himal Danda Learning Centre", "Danda Gaun", "NP", (28.149, 84.612),
        ("ne", "en"), "Asia/Kathmandu", 285, "NPR",
        "A centre on a hillside for learners of all ages, led by a committee that everyone over twelve elects.",
        ("Starting", "Growing", "Sure", "Guides others"), ("Spring term", "Autumn term", "Winter term"), "Tihar",
        "Ward office", 28_000,
    ),
    Place(
        "tern-island", "school", "Tern Island Learning House", "Tern Island", "IE", (53.826, -9.671),
        ("en", "ga"), "Europe/Dublin", 210, "EUR",
        "Thirty-eight learners, a boathouse and the tide. Whoever comes by ferry learns with us that day.",
        ("Beginning", "Practising", "Able", "Teaches others"), ("Summer term", "Autumn term", "Spring term"),
        "Storm week", "Island schools grant", 2_600,
    ),
)  # fmt: skip
