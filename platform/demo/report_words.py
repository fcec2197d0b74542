"""What stands above the figures of a report, in the first language of each community."""

REPORT_WORDS: dict[str, tuple[str, str, str, str]] = {  # English: Spanish, Arabic, Portuguese, Polish
    "Mornings outdoors worked: more was handed in, and sooner. Marks still take too long.": (
        "Las mañanas al aire libre funcionaron: se entregó más y antes. Las notas aún tardan demasiado.",
        "نجحت الصباحات في الهواء الطلق: سُلّم عمل أكثر وأسرع. لكن التقييم ما زال يتأخر.",
        "As manhãs ao ar livre funcionaram: entregou-se mais e mais cedo. As notas ainda demoram demais.",
        "Poranki na dworze się sprawdziły: oddano więcej i szybciej. Oceny wciąż trwają za długo.",
    ),
    "A year of beginning. Next year we look at who does not find the way here.": (
        "Un año de comienzos. El próximo miraremos quién no encuentra el camino hasta aquí.",
        "سنة البدايات. في السنة القادمة ننظر فيمن لا يجد الطريق إلينا.",
        "Um ano de começos. No próximo veremos quem não encontra o caminho até aqui.",
        "Rok początków. W następnym przyjrzymy się, kto nie znajduje do nas drogi.",
    ),
    "Looked over by two of us.": (
        "Revisado por dos de nosotros.", "راجعه اثنان منا.", "Revisto por dois de nós.", "Przejrzane przez dwoje z nas."
    ),
}  # fmt: skip
