"""What communities have to teach with and whom they teach, so that shared curricula say whether they fit."""

from communities.models import Membership
from curriculum.commons.fitting.actions import write_means
from demo.planting import Garden
from tenancy.scope import in_community

ENGLISH = (
    "long paper, notebooks and pencils, crayons, string, thread, pins, tape measure, stopwatch, glass jars, litre jar,"
    " cardboard, scissors, glue, sticks, paper, stones, cord, chalk, flour, bread oven, kitchen scales, bread, knife,"
    " beans, buckets, basin, hand pump, drill, thermometer, wool, cloth, watch, level, oranges, cards, dice, gloves"
)
SPANISH = (
    "cuadernos, lápices, papel, mapa del valle, semillas de maíz y fríjol, lupas, frascos de vidrio, cartulinas, cinta,"
    " hilo, agujas, tizas, botellas, reglas, calendario, machete, palas, reloj"
)
ARABIC = "ميزان, حجارة, عدس, ورق, دفاتر, خيوط, دبابيس, خريطة, قائمة, scales, paper, string, sticks, jars"
ISLAND = "rope, model boats, a fan, basin, tide tables, notebooks, paper, pencils, watch, camera, map"
MEANS = {  # youngest, oldest, hours for one curriculum, materials
    "alder-bridge": (6, 13, 12, ENGLISH),
    "rio-claro": (7, 14, 6, SPANISH),
    "nour-garden": (6, 12, None, ARABIC),
    "tern-island": (8, 15, None, ISLAND),
}


def equip(garden: Garden) -> None:
    for slug, (first, last, hours, materials) in MEANS.items():
        home = garden.homes[slug]
        with in_community(home.community.pk):
            by = Membership.objects.get(person=home.administrator)
            write_means(by=by, materials=materials.split(","), age_from=first, age_to=last, hours=hours)
