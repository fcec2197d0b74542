"""Reads the curricula written for the demo: `name: value` lines, then `# Unit` and `## Activity | minutes`;
`taught: no` is one that nobody teaches this year.

Lines such as `@method: outdoor` under a heading say what else a part is; see demo.writing for the names."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "curricula"


@dataclass
class Text:
    """A unit with its activities, or an activity with its minutes."""

    title: str
    minutes: int | None = None
    body: str = ""
    said: dict[str, str] = field(default_factory=dict)
    activities: list["Text"] = field(default_factory=list)


@dataclass
class Written:
    """A curriculum as its file gives it."""

    slug: str
    about: dict[str, str]
    units: list[Text]

    @property
    def is_taught(self) -> bool:
        return self.about.get("taught") != "no"

    @property
    def ages(self) -> tuple[int, int]:
        first, last = self.about["ages"].split("-")
        return int(first), int(last)

    @property
    def authors(self) -> list[str]:
        return [name.strip() for name in self.about["authors"].split(",")]


def all_curricula() -> Iterator[Written]:
    for path in sorted(FOLDER.glob("*.md")):
        yield read(path.stem, path.read_text(encoding="utf-8"))


def read(slug: str, text: str) -> Written:
    head, _, body = text.partition("\n\n")
    about = dict(line.split(": ", 1) for line in head.splitlines())
    units: list[Text] = []
    for line in body.splitlines():
        if line.startswith("# "):
            units.append(Text(line[2:]))
        elif line.startswith("## "):
            units[-1].activities.append(_activity(*line[3:].split(" | ")))
        else:
            part = units[-1].activities[-1] if units[-1].activities else units[-1]
            if line.startswith("@"):
                name, _, value = line[1:].partition(": ")
                part.said[name] = value
            else:
                part.body += f"{line}\n"
    for part in [*units, *(activity for unit in units for activity in unit.activities)]:
        part.body = part.body.strip()
    return Written(slug, about, units)


def _activity(title: str, minutes: str = "") -> Text:
    return Text(title, int(minutes) if minutes else None)
