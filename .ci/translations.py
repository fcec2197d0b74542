"""Spanish is complete: every marked string is in the catalogue, translated, and keeps its placeholders."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

HERE = Path(__file__).resolve().parents[1]
LOCALE = HERE / "platform" / "web" / "locale"
COMPLETE = ["es"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
SOURCES = ["manage.py", "platform", "communities", "curriculum", "learners", "funding", "templates"]


def main() -> int:
    problems = [problem for language in COMPLETE for problem in _untranslated(language)]
    if shutil.which("xgettext"):
        problems += [problem for language in COMPLETE for problem in _unknown(language)]
    else:
        print("xgettext is not installed: new strings are not looked for")
    for problem in problems[:40]:
        print(problem)
    return bool(problems)


def _catalogue(folder: Path, language: str) -> Catalog:
    with (folder / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def _untranslated(language: str) -> Iterator[str]:
    for message in _catalogue(LOCALE, language):
        if not message.id:
            continue
        texts = message.string if isinstance(message.string, tuple | list) else [message.string]
        sources = message.id if isinstance(message.id, tuple | list) else [message.id]
        if message.fuzzy or not all(texts):
            yield f"{language}: not translated: {sources[0]!r}"
        elif any(set(PLACEHOLDER.findall(text)) - set(PLACEHOLDER.findall(" ".join(sources))) for text in texts):
            yield f"{language}: other placeholders than in {sources[0]!r}"


def _unknown(language: str) -> Iterator[str]:
    """Collect anew in a copy, and compare."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in SOURCES:
            source = HERE / name
            if source.is_dir():
                shutil.copytree(source, copy / name)
            else:
                shutil.copy(source, copy / name)
        command = [sys.executable, "manage.py", "makemessages", "-l", language, "--no-location", "--no-wrap", "-v", "0"]
        subprocess.run(command, cwd=copy, check=True, stdout=subprocess.DEVNULL)
        known = {(message.context, str(message.id)) for message in _catalogue(LOCALE, language)}
        for message in _catalogue(copy / "platform" / "web" / "locale", language):
            if message.id and (message.context, str(message.id)) not in known:
                yield f"{language}: not in the catalogue: {message.id!r}"


if __name__ == "__main__":
    sys.exit(main())
