"""What communities recommend of the commons, in their own languages."""

from communities.models import Membership
from curriculum.commons.collecting.actions import add_entry, make_collection
from curriculum.commons.models import SharedVersion
from demo.planting import Garden
from tenancy.scope import in_community

COLLECTIONS = [
    (
        "tern-island", "en", "A first year by the water",
        "For a small school near a river or the sea: where to begin, and what can wait.",
        [
            ("Water and measure", "Begin here: it needs string and a jar, and nobody is too young for it."),
            ("Tides and measure", "After a month of measuring, the numbers have something to say."),
            ("Wind and sail", "For the older ones, when they ask why boats lean."),
        ],
    ),
    (
        "rio-claro", "es", "Para empezar en la vereda",
        "Lo que funciona con poco: agua, huerta y buena memoria.",
        [
            ("Río vivo", "La quebrada está ahí; solo hay que mirarla cada semana."),
            ("Abejas sin aguijón", "Con permiso de los abuelos, que saben dónde están."),
            ("Maré cheia, maré vazia", "Está en portugués y se entiende; hay también una versión nuestra."),
        ],
    ),
    (
        "alder-bridge", "en", "Deciding together",
        "What we give to families who ask how learners can have a real say.",
        [
            ("Who decides?", "The four games of the first week changed how we run our own meetings."),
            ("Fair shares, fair rules", "Sharing out is the same question in numbers."),
        ],
    ),
]  # fmt: skip


def collect(garden: Garden) -> None:
    for slug, language, title, summary, entries in COLLECTIONS:
        home = garden.homes[slug]
        with in_community(home.community.pk):
            by = Membership.objects.select_related("community").get(person=home.administrator)
            made = make_collection(by=by, title=title, language=language, summary=summary)
            for called, note in entries:
                shared = SharedVersion.objects.filter(title=called, latest=True).order_by("shared_at").first()
                assert shared, called
                add_entry(made, shared, note=note)
