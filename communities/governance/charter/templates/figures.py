"""The figures of a decision rule as prose has them, in the languages that templates are written in."""

from communities.governance.rules import Rule

FRACTIONS = {
    "en": {
        "1/5": "a fifth", "1/4": "a quarter", "1/3": "a third", "1/2": "half", "2/3": "two thirds",
        "3/4": "three quarters",
    },
    "es": {
        "1/5": "un quinto", "1/4": "un cuarto", "1/3": "un tercio", "1/2": "la mitad", "2/3": "dos tercios",
        "3/4": "tres cuartos",
    },
    "ar": {
        "1/5": "خُمس", "1/4": "رُبع", "1/3": "ثُلث", "1/2": "نصف", "2/3": "ثلثي", "3/4": "ثلاثة أرباع",
    },
}  # fmt: skip
DAYS = {
    "en": {2: "two days", 3: "three days", 5: "five days", 7: "seven days", 14: "fourteen days", 21: "three weeks"},
    "es": {2: "dos días", 3: "tres días", 5: "cinco días", 7: "siete días", 14: "catorce días", 21: "tres semanas"},
    "ar": {
        2: "يومين", 3: "ثلاثة أيام", 5: "خمسة أيام", 7: "سبعة أيام", 14: "أربعة عشر يوماً", 21: "ثلاثة أسابيع",
    },
}  # fmt: skip
PEOPLE = {"en": {1: "one", 2: "two"}, "es": {1: "una", 2: "dos"}, "ar": {1: "واحد", 2: "اثنان"}}


def written(rule: Rule, part: str, language: str) -> str:
    """`part`: threshold, quorum, seconds, or how long they talk or vote."""
    if part in ("talk", "vote"):
        hours = rule.deliberation_hours if part == "talk" else rule.voting_hours
        return DAYS[language][hours // 24]
    if part == "seconds":
        return PEOPLE[language][rule.seconds]
    return FRACTIONS[language][rule.threshold if part == "threshold" else rule.quorum]
