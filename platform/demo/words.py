"""What people of the demo wrote into decisions and books, each in the first language of their community."""

from demo.book_words import BOOK_WORDS
from demo.places import Place
from demo.report_words import REPORT_WORDS

WORDS: dict[str, tuple[str, str, str, str]] = {  # English: Spanish, Arabic, Portuguese, Polish
    **BOOK_WORDS,
    **REPORT_WORDS,
    "We tried it for a term.": (
        "Lo probamos un semestre.",
        "جرّبناه فصلًا كاملًا.",
        "Experimentamos por um semestre.",
        "Wypróbowaliśmy to przez semestr.",
    ),
    "My sister learns here, and we have one bicycle.": (
        "Mi hermana aprende aquí y tenemos una sola bicicleta.",
        "أختي تتعلم هنا ولدينا دراجة واحدة.",
        "Minha irmã aprende aqui e temos uma só bicicleta.",
        "Moja siostra uczy się tutaj, a mamy jeden rower.",
    ),
    "Rent of the house": ("Arriendo de la casa", "إيجار البيت", "Aluguel da casa", "Czynsz za dom"),
    "Heating and water": ("Luz y agua", "تدفئة وماء", "Luz e água", "Ogrzewanie i woda"),
    "Roof repair": ("Arreglo del techo", "إصلاح السقف", "Conserto do telhado", "Naprawa dachu"),
    "Paper, clay and tools": (
        "Papel, arcilla y herramientas",
        "ورق وطين وأدوات",
        "Papel, argila e ferramentas",
        "Papier, glina i narzędzia",
    ),
    "Books for the shelf": ("Libros para el estante", "كتب للمكتبة", "Livros para a estante", "Książki na półkę"),
    "Seeds and pots": ("Semillas y macetas", "بذور وأصص", "Sementes e vasos", "Nasiona i doniczki"),
    "Lunches of the month": ("Almuerzos del mes", "وجبات الشهر", "Almoços do mês", "Obiady w tym miesiącu"),
    "Bus and ferry passes": ("Pasajes de bus", "تذاكر الحافلة", "Passagens de ônibus e barco", "Bilety autobusowe"),
    "Two teachers": ("Dos docentes", "معلّمان", "Dois professores", "Dwoje nauczycieli"),
    "School garden": ("Huerta escolar", "حديقة المدرسة", "Horta da escola", "Ogród szkolny"),
    "Beds, a shed and a pond for all ages": (
        "Eras, un cobertizo y un estanque para todas las edades",
        "أحواض وسقيفة وبركة لكل الأعمار",
        "Canteiros, um galpão e um laguinho para todas as idades",
        "Grządki, szopa i staw dla wszystkich",
    ),
    "The learners draw the plan of the beds": (
        "Los estudiantes dibujan el plano de las eras",
        "المتعلمون يرسمون مخطط الأحواض",
        "Os alunos desenham a planta dos canteiros",
        "Uczniowie rysują plan grządek",
    ),
    "It hangs in the hall, with forty names": (
        "Cuelga en el salón, con cuarenta nombres",
        "معلّق في القاعة وعليه أربعون اسمًا",
        "Está no salão, com quarenta nomes",
        "Wisi w korytarzu, z czterdziestoma podpisami",
    ),
    "A third of the beds are for neighbours": (
        "Un tercio de las eras es para el vecindario",
        "ثلث الأحواض للجيران",
        "Um terço dos canteiros é dos vizinhos",
        "Trzecia część grządek jest dla sąsiadów",
    ),
    "The first half-year": ("El primer semestre", "النصف الأول من السنة", "O primeiro semestre", "Pierwsze półrocze"),
    "The whole garden": ("Toda la huerta", "الحديقة كلها", "A horta inteira", "Cały ogród"),
    "Budget": ("Presupuesto", "ميزانية", "Orçamento", "Budżet"),
    "careful": ("prudente", "حذِر", "prudente", "ostrożny"),
    "hoped for": ("esperado", "مأمول", "esperado", "oczekiwany"),
    "with a second bus": ("con un segundo bus", "بحافلة ثانية", "com um segundo ônibus", "z drugim autobusem"),
    "The grants as promised, two teachers all year, and no new room.": (
        "Los aportes como se prometieron, dos docentes todo el año y ningún salón nuevo.",
        "المنح كما وُعدنا بها، ومعلّمان طوال العام، وبلا قاعة جديدة.",
        "Os repasses como prometidos, dois professores o ano todo e nenhuma sala nova.",
        "Dotacje zgodnie z obietnicą, dwoje nauczycieli przez cały rok i żadnej nowej sali.",
    ),
    "We went through it line by line on three evenings.": (
        "Lo revisamos línea por línea en tres tardes.",
        "راجعناها بندًا بندًا في ثلاث أمسيات.",
        "Revisamos linha por linha em três noites.",
        "Przez trzy wieczory przeszliśmy go pozycja po pozycji.",
    ),
    "If the county answers in time.": (
        "Si la secretaría responde a tiempo.",
        "إن جاء الرد في وقته.",
        "Se a secretaria responder a tempo.",
        "Jeśli odpowiedź przyjdzie na czas.",
    ),
    "What the learners chose last spring": (
        "Lo que eligieron los estudiantes el año pasado",
        "ما اختاره المتعلمون في العام الماضي",
        "O que os alunos escolheram no ano passado",
        "To, co uczniowie wybrali w zeszłym roku",
    ),
    "Library": ("Biblioteca", "المكتبة", "Biblioteca", "Biblioteka"),
    "Books that the learners choose": (
        "Libros que eligen los estudiantes",
        "كتب يختارها المتعلمون",
        "Livros que os alunos escolhem",
        "Książki wybrane przez uczniów",
    ),
    "Friends of the school": ("Amigos de la escuela", "أصدقاء المدرسة", "Amigos da escola", "Przyjaciele szkoły"),
    "Harvest fair": ("Feria de la cosecha", "سوق القطاف", "Feira da colheita", "Kiermasz jesienny"),
    "Entered twice by mistake": (
        "Anotado dos veces por error",
        "سُجّل مرتين خطأً",
        "Lançado duas vezes por engano",
        "Wpisane dwa razy przez pomyłkę",
    ),
    "Was in the till already": (
        "Ya estaba en la caja",
        "كان في الصندوق من قبل",
        "Já estava no caixa",
        "Było już w kasie",
    ),
    "Cake stall at the market": (
        "Venta de tortas en la feria",
        "بيع الكعك في السوق",
        "Venda de bolos na feira",
        "Ciasta na targu",
    ),
    "Families of the school": ("Familias de la escuela", "أهالي المدرسة", "Famílias da escola", "Rodziny szkolne"),
    "Materials for the term": (
        "Materiales del período",
        "مواد الفصل",
        "Materiais do período",
        "Materiały na semestr",
    ),
    "So that the shelf is full by winter": (
        "Para llenar el estante antes del invierno",
        "كي يمتلئ الرف قبل الشتاء",
        "Para encher a estante antes do inverno",
        "Żeby półka była pełna przed zimą",
    ),
    "Repair day": ("Día de arreglos", "يوم الإصلاح", "Dia de mutirão", "Dzień napraw"),
    "Ask more of the highest level": (
        "Pedir más al nivel más alto",
        "نطلب أكثر من المستوى الأعلى",
        "Pedir mais no nível mais alto",
        "Więcej wymagać na najwyższym poziomie",
    ),
    "Too many reached it in the first month.": (
        "Demasiados lo alcanzaron en el primer mes.",
        "بلغه كثيرون في الشهر الأول.",
        "Muitos chegaram lá no primeiro mês.",
        "Zbyt wielu osiągnęło go w pierwszym miesiącu.",
    ),
    "A repair day before term": (
        "Un día de arreglos antes del semestre",
        "يوم إصلاح قبل الفصل",
        "Um mutirão antes do semestre",
        "Dzień napraw przed semestrem",
    ),
    "We open the house together.": (
        "Abrimos la casa juntos.",
        "نفتح البيت معاً.",
        "Abrimos a casa juntos.",
        "Otwieramy dom razem.",
    ),
    "Share our figures with the network": (
        "Compartir nuestras cifras con la red",
        "نشارك الشبكة أرقامنا",
        "Compartilhar nossos números com a rede",
        "Dzielimy się naszymi liczbami z siecią",
    ),
    "Others learn from them, and we from theirs.": (
        "Otros aprenden de ellas, y nosotros de las suyas.",
        "يتعلّم غيرنا منها ونتعلّم من أرقامهم.",
        "Outros aprendem com eles, e nós com os deles.",
        "Inni uczą się z naszych, a my z ich.",
    ),
    "Clear and careful.": ("Claro y cuidadoso.", "واضح ومتقن.", "Claro e cuidadoso.", "Jasno i starannie."),
    "Show the units next time.": (
        "La próxima vez, escribe las unidades.",
        "اكتب الوحدات في المرة القادمة.",
        "Da próxima vez, mostre as unidades.",
        "Następnym razem podaj jednostki.",
    ),
    "You explained this well to the others.": (
        "Se lo explicaste bien a los demás.",
        "شرحته جيداً للآخرين.",
        "Você explicou bem aos outros.",
        "Dobrze wyjaśniłeś to innym.",
    ),
    "Try once more with a friend.": (
        "Inténtalo otra vez con alguien.",
        "حاول مرة أخرى مع صديق.",
        "Tente de novo com um colega.",
        "Spróbuj jeszcze raz z kimś.",
    ),
    "What we measured": ("Lo que medimos", "ما قسناه", "O que medimos", "Co zmierzyliśmy"),
    "How I found out": ("Cómo lo averigüé", "كيف اكتشفت ذلك", "Como descobri", "Jak to odkryłem"),
    "Our page about it": ("Nuestra página sobre esto", "صفحتنا عنه", "Nossa página sobre isso", "Nasza strona o tym"),
    "Helping others": ("Ayudar a otros", "مساعدة الآخرين", "Ajudar os outros", "Pomoc innym"),
    "I tried three times and wrote each down.": (
        "Lo intenté tres veces y anoté cada una.",
        "حاولت ثلاث مرات وكتبت كل مرة.",
        "Tentei três vezes e anotei cada uma.",
        "Próbowałem trzy razy i każdą zapisałem.",
    ),
    "Showed two younger ones how, without doing it for them.": (
        "Mostró a dos más pequeños cómo se hace, sin hacerlo por ellos.",
        "أرى اثنين أصغر منه الطريقة دون أن يفعلها عنهما.",
        "Mostrou a dois menores como se faz, sem fazer por eles.",
        "Pokazał dwojgu młodszym, jak to zrobić, nie robiąc tego za nich.",
    ),
    "I am sure about the numbers.": (
        "Estoy seguro de los números.",
        "أنا متأكد من الأرقام.",
        "Tenho certeza dos números.",
        "Jestem pewien liczb.",
    ),
    "Teachers approve expenses, too": (
        "También los docentes aprueban gastos",
        "المعلمون أيضًا يوافقون على المصروفات",
        "Professores também aprovam despesas",
        "Nauczyciele też zatwierdzają wydatki",
    ),
    "With one person alone nothing is paid while they are away.": (
        "Con una sola persona no se paga nada mientras está fuera.",
        "مع شخص واحد لا يُدفع شيء في غيابه.",
        "Com uma só pessoa nada se paga enquanto ela está fora.",
        "Przy jednej osobie nic nie jest płacone, gdy jej nie ma.",
    ),
    "They live here now.": (
        "Ahora viven aquí.",
        "يسكنون هنا الآن.",
        "Agora moram aqui.",
        "Teraz tu mieszkają.",
    ),
}
LANGUAGES = ("es", "ar", "pt", "pl")


def say(place: Place, words: str) -> str:
    """In the community's first language where it is one of these, else in English."""
    language = place.languages[0]
    return WORDS[words][LANGUAGES.index(language)] if language in LANGUAGES else words
