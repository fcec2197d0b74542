"""What a receipt says for the tax office, by country: plain sentences of our own on what its law "
"asks a receipt to say.

They are given only by a community that says under which number it is registered there. No advice: a community's own
words (the setting `receipts`) take their place. Sums named here hold money of the country's own currency."""

from typing import NamedTuple


class TaxWords(NamedTuple):
    """In the country's language; {registration}, {community} and {name} (of the donor) stand in the words."""

    language: str
    title: str
    words: str  # paragraphs parted by an empty line
    source: str  # the law
    least: int = 0  # minor units of `currency`: from which sum on the words are given
    currency: str = ""
    signs: str = ""  # what the donor signs


BY_COUNTRY = {
    "GB": TaxWords(
        "en", "Gift Aid declaration",
        "{community} is recognised as a charity by HM Revenue & Customs under number {registration}.\n\n"
        "Signed by the donor, the lines below let the charity claim Gift Aid on this gift.",
        "Income Tax Act 2007, Part 8, Chapter 2",
        signs="I want this gift to be treated as a Gift Aid donation. I am a UK taxpayer, and I understand that "
        "if I pay less Income Tax and Capital Gains Tax in the tax year than the Gift Aid claimed on all "
        "my donations, it is my responsibility to pay the difference.",
    ),
    "US": TaxWords(
        "en", "Acknowledgement of a charitable contribution",
        "{community} is an organization described in section 501(c)(3) of the Internal Revenue Code (EIN "
        "{registration}).\n\n"
        "No goods or services were provided in return for this contribution.",
        "26 U.S.C. § 170(f)(8)", least=25000, currency="USD",
    ),
    "DE": TaxWords(
        "de", "Bestätigung über Geldzuwendungen",
        "{community} fördert steuerbegünstigte Zwecke (Finanzamt, Steuernummer und Bescheid: "
        "{registration}).\n\n"
        "Die Zuwendung wird nur für diese Zwecke verwendet. Auf die Erstattung von Aufwendungen wurde "
        "nicht verzichtet: es ist Geld geflossen.\n\n"
        "Wer vorsätzlich oder grob fahrlässig eine unrichtige Bestätigung ausstellt, haftet für die "
        "entgangene Steuer (§ 10b Abs. 4 EStG). Verbindlich ist das amtliche Muster; bis 300 Euro genügt "
        "der Beleg der Bank.",
        "§ 10b EStG, § 50 EStDV",
    ),
    "ES": TaxWords(
        "es", "Certificado de donación",
        "{community}, con NIF {registration}, es una entidad de las que recoge el artículo 16 de la Ley "
        "49/2002.\n\n"
        "La donación es dineraria, pura, simple e irrevocable, y se destina a los fines propios de la "
        "entidad.",
        "Ley 49/2002, artículos 16 a 24",
    ),
    "FR": TaxWords(
        "fr", "Reçu au titre des dons",
        "{community} (immatriculation : {registration}) certifie avoir reçu ce don à titre gratuit et "
        "sans contrepartie.\n\n"
        "Nature du don : numéraire. Forme : don manuel. Le reçu reprend les mentions du modèle Cerfa n° "
        "11580.\n\n"
        "Le don ouvre droit à la réduction d’impôt si l’organisme est de ceux que vise la loi.",
        "Code général des impôts, articles 200 et 238 bis",
    ),
    "IE": TaxWords(
        "en", "Receipt for a donation",
        "{community} is an approved body under charity number {registration}.\n\n"
        "Neither the donor nor anyone connected with them has received a benefit in return. If the "
        "donations of one year come to 250 euro or more, the approved body may claim tax relief on them "
        "once the donor has given it a signed certificate.",
        "Taxes Consolidation Act 1997, section 848A",
    ),
    "CA": TaxWords(
        "en", "Official receipt for income tax purposes",
        "Registered charity: {community}, registration number {registration}.\n\n"
        "The eligible amount of the gift is the sum below; nothing was given in return. Canada Revenue "
        "Agency: canada.ca/charities-giving",
        "Income Tax Regulations, section 3501",
    ),
    "KE": TaxWords(
        "en", "Receipt for a charitable donation",
        "{community} is exempt from income tax (PIN and exemption: {registration}).\n\n"
        "The donation was made in money, is not to be repaid, and gave the donor no benefit in return.",
        "Income Tax Act (Cap. 470), section 15(2)(w)",
    ),
    "IN": TaxWords(
        "en", "Receipt for a donation under section 80G",
        "{community} is approved for section 80G (PAN and approval: {registration}).\n\n"
        "The donor claims the deduction by the certificate in Form 10BE, which follows from the statement "
        "that the institution files. A gift in cash of more than 2,000 rupees is not deductible.",
        "Income-tax Act, 1961, section 80G, and what takes its place in the Income-tax Act, 2025",
    ),
    "NP": TaxWords(
        "en", "Receipt for a gift",
        "{community} is a tax-exempt organisation (PAN: {registration}).\n\n"
        "The gift was made in money, and nothing was given in return.",
        "Income Tax Act, 2058, section 12",
    ),
    "CO": TaxWords(
        "es", "Certificación de donación",
        "{community}, con NIT {registration}, pertenece al régimen tributario especial o figura entre las "
        "entidades no contribuyentes a las que la ley permite recibir donaciones.\n\n"
        "La donación se recibió en dinero, sin contraprestación, y se destina a las actividades de su "
        "objeto social. La certificación vale con la firma del representante legal y del contador o "
        "revisor fiscal.",
        "Estatuto Tributario, artículos 125-2 y 257",
    ),
    "BR": TaxWords(
        "pt", "Declaração de doação",
        "{community}, CNPJ {registration}, é entidade civil sem fins lucrativos que presta serviços "
        "gratuitos.\n\n"
        "A doação foi recebida em dinheiro, sem contrapartida, e é aplicada integralmente em seus "
        "objetivos sociais. A dedução cabe às pessoas jurídicas, dentro dos limites da lei.",
        "Lei 9.249/1995, artigo 13, § 2º, III",
    ),
    "PL": TaxWords(
        "pl", "Potwierdzenie darowizny",
        "{community} (KRS lub NIP: {registration}) prowadzi działalność pożytku publicznego.\n\n"
        "Darowiznę przekazano w pieniądzu, bez świadczenia wzajemnego, na cele tej działalności. Podstawą "
        "odliczenia jest dowód wpłaty na rachunek obdarowanego.",
        "Ustawa o podatku dochodowym od osób fizycznych, art. 26 ust. 1 pkt 9 i ust. 7",
    ),
    "JO": TaxWords(
        "ar", "إيصال تبرع",
        "{community} جهة مسجلة برقم {registration}.\n\n"
        "دُفع التبرع نقدًا دون مقابل، ويُصرف في أغراض الجهة وحدها. ويكون التنزيل من الدخل بالشروط والحدود "
        "التي يضعها القانون.",
        "قانون ضريبة الدخل رقم 34 لسنة 2014، المادة 10",
    ),
}  # fmt: skip


def words_for(country: str, *, amount: int, currency: str) -> TaxWords | None:
    """None where nothing is known of the country, or the sum needs no words."""
    found = BY_COUNTRY.get(country.upper())
    if found and found.currency == currency and amount < found.least:
        return None
    return found
