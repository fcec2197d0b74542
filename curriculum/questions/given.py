"""Read JSON that people and programs wrote, and say where it is wrong and why."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from curriculum.questions.numerals import plain
from tenancy.refusal import Refused


class Malformed(Refused):
    """`where`: a path such as `questions[2].options[0].text`; `why`: in words."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}" if where else why)
        self.where, self.why = where, why


def as_text(value: Any, where: str, most: int, *, needed: bool = True) -> str:
    """As it was written but for line ends, at most so many characters."""
    if not isinstance(value, str):
        raise Malformed(where, _("This must be text."))
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > most:
        raise Malformed(where, _("This is longer than %(most)s characters.") % {"most": most})
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Malformed(where, _("This holds a character that is none."))
    if needed and not text.strip():
        raise Malformed(where, _("This is empty."))
    return text


class Given:
    """A JSON object as it is read, name by name; `done` refuses what nobody asked for."""

    def __init__(self, value: Any, where: str = "") -> None:
        if not isinstance(value, dict):
            raise Malformed(where, _("This must be an object."))
        self.value, self.where, self.asked = value, where, set[str]()

    def at(self, name: str) -> str:
        return f"{self.where}.{name}" if self.where else name

    def get(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return self.value.get(name, default)

    def wrong(self, name: str, why: str) -> Malformed:
        return Malformed(self.at(name), why)

    def text(self, name: str, most: int, *, needed: bool = True) -> str:
        return as_text(self.get(name, ""), self.at(name), most, needed=needed)

    def line(self, name: str, most: int, *, needed: bool = True) -> str:
        """Text with its white space gathered."""
        return " ".join(self.text(name, most, needed=needed).split())

    def whole(self, name: str, least: int, most: int, default: int) -> int:
        value = self.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            told = {"least": least, "most": most}
            raise self.wrong(name, _("This must be a whole number from %(least)s to %(most)s.") % told)
        return value

    def number(self, name: str, default: str | None = None) -> Decimal:
        value = self.get(name, default)
        found = plain(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else None
        if found is None:
            raise self.wrong(name, _("This must be a number, such as 2.5."))
        return found

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.get(name, default)
        if not isinstance(value, bool):
            raise self.wrong(name, _("This must be true or false."))
        return value

    def many(self, name: str, least: int, most: int) -> list[Any]:
        value = self.get(name, [])
        if not isinstance(value, list | tuple):
            raise self.wrong(name, _("This must be a list."))
        if not least <= len(value) <= most:
            told = {"least": least, "most": most}
            raise self.wrong(name, _("Give %(least)s to %(most)s of these.") % told)
        return list(value)

    def rows(self, name: str, least: int, most: int) -> list["Given"]:
        return [Given(one, f"{self.at(name)}[{at}]") for at, one in enumerate(self.many(name, least, most))]

    def lines(self, name: str, least: int, most: int, longest: int) -> tuple[str, ...]:
        """Lines that differ from one another."""
        found: list[str] = []
        for at, one in enumerate(self.many(name, least, most)):
            where = f"{self.at(name)}[{at}]"
            line = " ".join(as_text(one, where, longest).split())
            if line in found:
                raise Malformed(where, _("This is there twice."))
            found.append(line)
        return tuple(found)

    def done(self) -> None:
        for name in self.value:
            if name not in self.asked:
                raise self.wrong(str(name)[:60], _("There is no such name here."))
