"""A sentence is kept as it is marked for translation, and told in the language of whoever reads it."""

import ast
import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import gettext, gettext_lazy, override

from web.amounts import write_day
from web.sentences import Sentence, SentenceField, sentence_of, tell

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "es", "ar")
DAY = date(2026, 5, 3)


class Day:
    def __str__(self):
        return write_day(DAY)


def in_each(sentence):
    told = []
    for language in LANGUAGES:
        with override(language):
            told.append(str(sentence))
    return told


@pytest.mark.parametrize("writer", [*LANGUAGES, None])
def test_the_writers_language_leaves_no_trace(writer):
    with override(writer):
        made = Sentence(gettext_lazy("Agreed for you: %(what)s"), what=["North", gettext_lazy("Contact"), DAY])
    days = in_each(Day())
    assert len(set(days)) == 3
    assert in_each(made) == [
        f"Agreed for you: North, Contact, {days[0]}",
        f"Aceptó por ti: North, Contacto, {days[1]}",
        f"وافق عنك: North, التواصل, {days[2]}",
    ]
    assert Sentence.read(json.loads(json.dumps(made.kept))) == made


def test_making_one_leaves_the_active_language_as_it_was():
    with override("es"):
        Sentence(gettext_lazy("Your plan"))
        assert gettext("Your plan") == "Tu plan"


def test_what_people_wrote_is_never_translated_nor_taken_for_a_pattern():
    for title in ("Contact", "100 % (title)s %(title)s", "%"):
        made = Sentence(gettext_lazy("Your evidence: %(title)s"), title=title)
        with override("es"):
            assert str(made) == f"Tus evidencias: {title}"


def test_a_sentence_in_a_sentence_is_told_in_the_same_language():
    inner = Sentence(gettext_lazy("%(kind)s: %(called)s"), kind=gettext_lazy("Membership"), called=["Ann"])
    made = Sentence(gettext_lazy("Asked for you that %(place)s corrects: %(record)s"), place="North", record=inner)
    assert in_each(made)[1] == "Pidió por ti que North corrija: Pertenencia: Ann"


def test_equal_sentences_are_one_in_a_set():
    pair = [Sentence(gettext_lazy("Your evidence: %(title)s"), title=title) for title in ("A", "A", "B")]
    assert len(set(pair)) == 2
    assert pair[0] != "Your evidence: A"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translated_text_is_refused(language):
    with override(language):
        for text in (gettext("Your plan"), "Your plan", str(gettext_lazy("Your plan"))):
            with pytest.raises(TypeError):
                Sentence(text)
            with pytest.raises(TypeError):
                sentence_of(text)
            with pytest.raises(TypeError):
                SentenceField().get_prep_value(text)


def calls():
    """Every sentence with values that is written in the sources: its text, and the names of its values."""
    for folder in ("learners", "funding", "communities", "curriculum", "platform"):
        for path in (ROOT / folder).rglob("*.py"):
            if "Sentence(" not in (source := path.read_text()):
                continue
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Sentence" and node.keywords:
                    text = node.args[0]
                    if isinstance(text, ast.Call):
                        yield path.name, text.args[0].value, {one.arg for one in node.keywords}


def test_every_sentence_has_a_value_for_each_name_in_every_language():
    found = list(calls())
    assert len(found) > 15
    for name, text, values in found:
        for language in LANGUAGES:
            with override(language):
                told = gettext(text)
            assert set(re.findall(r"%\((\w+)\)s", told)) == values, (name, language, told)
            assert tell({"text": text, "values": dict.fromkeys(values, "x")})
            assert language == "en" or told != text or text == "%(kind)s: %(called)s", (name, language, text)


def test_no_value_of_a_sentence_is_translated_where_it_is_written():
    for folder in ("learners", "funding", "communities", "curriculum", "platform"):
        for path in (ROOT / folder).rglob("*.py"):
            if "Sentence(" not in (source := path.read_text()):
                continue
            eager = {"gettext", "purpose_of", "write_day", "write_money"}
            eager |= set(re.findall(r"import gettext as (\w+)", source))
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Sentence":
                    inside = {getattr(one.func, "id", "") for one in ast.walk(node) if isinstance(one, ast.Call)}
                    assert not inside & eager, path
