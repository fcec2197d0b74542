"""Names for the people of the demo network: combinations by chance, none of a person that lives."""

import random

GIVEN = {
    "alder-bridge": "Aya Bo Cara Dara Eoin Fern Greta Hugo Ines Jun Kit Lorcan Mbali Nia Oran Pia Quin Rafa Sile Tove Una Wren",
    "rio-claro": "Alba Bruno Camila Diego Elisa Fabio Gloria Hernán Irene Jairo Karen Luz Mateo Nora Óscar Paloma Rosa Saúl Tania Yesid",
    "nour-garden": "آدم بسمة تالا جود حنان خالد دانا رامي زينب سامر شهد صفاء ضياء طارق عمر غادة فرح قيس كنان لمى مازن نور هالة ياسر",
    "vila-mare": "Amara Bento Cícero Dalva Enzo Flora Gilda Heitor Iara Jonas Kauã Lia Miguel Naiara Otto Pérola Ravi Sol Téo Yara",
    "nad-struga": "Ada Bartek Celina Daniel Ela Franek Gosia Hania Igor Jagna Kuba Lena Maks Nela Olek Pola Rysiek Stasia Tymek Zosia",
    "mto-mwekundu": "Amani Baraka Chiku Dalila Eshe Faraja Gathoni Hamisi Imani Jabali Kito Lulu Makena Nuru Otieno Pendo Rehema Sanaa Tumaini Zawadi",
    "himal-danda": "Anil Bimala Chandra Deepa Esha Gagan Hira Indra Jamuna Kiran Laxmi Manoj Nisha Om Pema Rabin Sita Tara Uma Yubaraj",
    "tern-island": "Ailsa Brin Corey Dulse Eider Finn Gull Hazel Islay Jory Kelp Lowrie Marram Neil Orla Perrin Rona Skye Tam Wyn",
}
FAMILY = {
    "alder-bridge": "Brandt Thorne Marlow Quill Weir Hallow Stone Ashlin Fenn Carrow",
    "rio-claro": "Montes Tello Arroyo Peñón Salinas Vereda Laguna Cedro Robledo Quiroga",
    "nour-garden": "الوادي الزيتوني البستاني النهري الجبلي السهلي",
    "vila-mare": "Reis Pontal Maresia Coral Areias Mangue Brisa Farol Ilhéu Remo",
    "nad-struga": "Zielony Lipa Strumień Borek Dąbek Wrzos Leśny Kamyk Rosa Olszyna",
    "mto-mwekundu": "Kazungu Baraka Mwangaza Kisima Mvua Nyota Bahari Mlima Upepo Jua",
    "himal-danda": "Danuwar Lekh Khola Pahari Gaunle Himchuli Banjara Phulbari",
    "tern-island": "Skerry Birsay Holm Voe Geo Ness Strand Haaf Roost Ayre",
}


def names(slug: str, count: int, chance: random.Random) -> list[str]:
    """So many different full names."""
    given, family = GIVEN[slug].split(), FAMILY[slug].split()
    return [f"{first} {last}" for first, last in chance.sample([(g, f) for g in given for f in family], count)]
