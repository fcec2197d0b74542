"""What stands in the books, in the first language of each community."""

BOOK_WORDS: dict[str, tuple[str, str, str, str]] = {  # English: Spanish, Arabic, Portuguese, Polish
    "Bill": ("Factura", "فاتورة", "Fatura", "Rachunek"),
    "Chosen by a learner": ("Elegido por un estudiante", "يختاره متعلم", "Escolhido por um aluno", "Wybiera uczeń"),
    "Tools and teachers that the learner chooses": (
        "Herramientas y docentes que elige el estudiante",
        "أدوات ومعلمون يختارهم المتعلم",
        "Ferramentas e professores que o aluno escolhe",
        "Narzędzia i nauczyciele wybrani przez ucznia",
    ),
    "A workbench, second hand": (
        "Un banco de trabajo usado",
        "طاولة عمل مستعملة",
        "Uma bancada usada",
        "Używany stół warsztatowy",
    ),
    "The bank sent it back: one digit of the number was wrong": (
        "El banco lo devolvió: una cifra del número estaba mal",
        "أعاده المصرف: كان رقم واحد من الحساب خطأ",
        "O banco devolveu: um algarismo do número estava errado",
        "Bank to zwrócił: jedna cyfra numeru była błędna",
    ),
    "Bank": ("Banco", "المصرف", "Banco", "Bank"),
    "For the journey to our partners": (
        "Para el viaje a nuestros socios",
        "للرحلة إلى شركائنا",
        "Para a viagem aos nossos parceiros",
        "Na podróż do naszych partnerów",
    ),
}
