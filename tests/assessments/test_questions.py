"""Every kind of question: its shape as JSON, what is wrong with one, how an answer is marked."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.assessments.controls import answer_of
from curriculum.questions import KINDS, Malformed, as_json, question_json, read_question, read_questions
from curriculum.questions.given import Given
from tests.assessments.written import RUBRIC, WRITTEN, written

BY_MACHINE = [kind for kind in KINDS if not KINDS[kind].by_hand]
words = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="{}|"), min_size=1, max_size=12)
some_words = st.lists(words, min_size=2, max_size=8, unique=True)


def options(texts, right):
    return [{"text": text, "right": at in right} for at, text in enumerate(texts)]


def a_question(draw, kind):
    texts = draw(some_words)
    own = {
        "choice": lambda: {"options": options(texts, {draw(st.integers(0, len(texts) - 1))})},
        "multiple": lambda: {"options": options(texts, draw(st.sets(st.integers(0, len(texts) - 1), min_size=1)))},
        "text": lambda: {"accepted": texts, "case": draw(st.booleans())},
        "number": lambda: {
            "value": str(draw(st.decimals(-(10**6), 10**6, places=3))),
            "tolerance": str(draw(st.decimals(0, 10, places=2))), "relative": draw(st.booleans()),
        },
        "order": lambda: {"items": texts},
        "match": lambda: {"pairs": [{"left": one, "right": f"to {one}"} for one in texts], "others": ["nothing at all"]},
        "cloze": lambda: {"text": " ".join(f"and {{{{{one}}}}}" for one in texts)},
    }[kind]()  # fmt: skip
    return read_question({"type": kind, "prompt": "Say it.", "points": draw(st.integers(1, 100)), **own})


questions = st.composite(lambda draw: a_question(draw, draw(st.sampled_from(BY_MACHINE))))()
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(questions)
def test_a_question_reads_back_as_it_was_written(question):
    assert read_questions(as_json([question])) == (question,)
    assert hash(question) == hash(read_question(question_json(question)))


@given(questions)
def test_the_solution_earns_everything_and_nothing_earns_nothing(question):
    assert question.checked(question.solution) == question.solution
    assert question.share(question.solution) == 1
    assert question.share(None) == 0


@given(questions, st.data())
def test_any_answer_of_the_right_shape_earns_between_nothing_and_everything(question, data):
    shown = question.shown()
    keys = [one["key"] for one in shown.get("options", shown.get("items", shown.get("rights", [])))]
    gaps = len(question.solution) if isinstance(question.solution, list) else 0
    answer = data.draw(
        {
            "choice": st.sampled_from(keys) if keys else st.none(),
            "multiple": st.lists(st.sampled_from(keys), unique=True) if keys else st.none(),
            "order": st.permutations(keys),
            "match": st.lists(st.sampled_from([*keys, ""]), min_size=gaps, max_size=gaps),
            "cloze": st.lists(words | st.just(""), min_size=gaps, max_size=gaps),
        }.get(question.type, words)
    )
    checked = question.checked(answer)
    assert 0 <= question.share(checked) <= 1
    assert all(isinstance(line, str) for line in question.words(checked))


@given(questions, junk)
def test_an_answer_of_another_shape_is_refused_and_nothing_else_happens(question, answer):
    with suppress(Malformed):
        question.share(question.checked(answer))


@given(junk)
def test_a_question_of_another_shape_is_refused_with_place_and_reason(value):
    with pytest.raises(Malformed) as refusal:
        read_question(value, "questions[3]")
    assert refusal.value.where.startswith("questions[3]") and refusal.value.why


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_a_question_with_one_name_gone_wrong_is_refused_or_read(kind, data):
    value = written(kind)
    value[data.draw(st.sampled_from(sorted(value)))] = data.draw(junk)
    with suppress(Malformed):
        assert read_question(question_json(read := read_question(value))) == read


@given(some_words, st.data())
def test_what_is_shown_says_nothing_of_what_is_right(texts, data):
    key = "00000000-0000-7000-8000-000000000001"
    at, other = (data.draw(st.integers(0, len(texts) - 1)) for _ in range(2))
    mixed = data.draw(st.permutations(texts))
    lefts = [f"left {at}" for at in range(len(texts))]

    def shown(kind, **own):
        return read_question({"type": kind, "key": key, "prompt": "?", **own}).shown()

    assert shown("choice", options=options(texts, {at})) == shown("choice", options=options(texts, {other}))
    assert shown("multiple", options=options(texts, {at})) == shown("multiple", options=options(texts, {at, other}))
    assert shown("order", items=texts) == shown("order", items=mixed)
    pairs = [[{"left": x, "right": y} for x, y in zip(lefts, rights, strict=True)] for rights in (texts, mixed)]
    assert shown("match", pairs=pairs[0]) == shown("match", pairs=pairs[1])
    assert shown("cloze", text=f"a {{{{{texts[0]}}}}} b") == shown("cloze", text=f"a {{{{{texts[1]}}}}} b")
    assert shown("text", accepted=texts) == shown("text", accepted=["other"]) == {}
    assert shown("number", value="1") == shown("number", value="2", tolerance="0.5")


@pytest.mark.parametrize(
    ("kind", "answer", "share"),
    [
        ("choice", "A kilogram", 1),
        ("choice", "A litre", 0),
        ("multiple", ["Cork", "Ice"], 1),
        ("multiple", ["Cork"], Fraction(1, 2)),
        ("multiple", ["Cork", "Stone"], 0),
        ("multiple", ["Cork", "Ice", "Stone"], Fraction(1, 2)),
        ("text", "  STEAM ", 1),
        ("text", "Water  vapour", 1),
        ("text", "ice", 0),
        ("order", ["millimetre", "metre", "centimetre", "kilometre"], Fraction(2, 3)),
        ("order", ["kilometre", "metre", "centimetre", "millimetre"], 0),
        ("order", ["millimetre", "", "", "kilometre"], Fraction(1, 3)),
        ("match", ["Tape", "Clock"], Fraction(1, 2)),
        ("match", ["Scale", "Tape"], 0),
        ("cloze", ["١٠٠", ""], Fraction(1, 2)),
        ("cloze", ["a hundred", "Freezes"], 1),
    ],
)
def test_part_of_an_answer_earns_part_of_the_points(kind, answer, share):
    question = read_question(written(kind))
    shown = question.shown()
    key_of = {one["text"]: one["key"] for name in ("options", "items", "rights") for one in shown.get(name, [])}
    chosen = [key_of.get(one, one) for one in answer] if isinstance(answer, list) else key_of.get(answer, answer)
    assert question.share(question.checked(chosen)) == share


@pytest.mark.parametrize(
    ("answer", "share"),
    [
        ("3.5", 1), ("3,5", 1), ("٣٫٥", 1), ("۳٫۵", 1), ("३.५", 1), ("3.60", 1), ("7/2", 1), ("35e-1", 1), (" +3.4 ", 1),
        ("3.61", 0), ("-3.5", 0), ("−3,5", 0), ("35", 0), ("three", 0), ("3.5.1", 0), ("1/0", 0), ("1e99", 0), ("NaN", 0),
        ("9" * 500, 0), (3.5, 1),
    ],
)  # fmt: skip
def test_a_number_is_read_as_its_writer_writes_it(answer, share):
    question = read_question(written("number"))
    assert question.share(question.checked(answer)) == share


@pytest.mark.parametrize(
    "answer", ["1234567.5", "1,234,567.5", "1.234.567,5", "1 234 567,5", "1’234’567.5", "١٬٢٣٤٬٥٦٧٫٥"]
)
def test_thousands_may_be_grouped_as_anywhere(answer):
    question = read_question(written("number", value="1234567.5", tolerance="0"))
    assert question.share(question.checked(answer)) == 1


def test_a_number_that_may_be_read_in_two_ways_counts_as_either():
    either = [
        read_question(written("number", value=value, tolerance="0")).share("1,234") for value in ("1234", "1.234")
    ]
    assert either == [1, 1]


def test_a_tolerance_may_be_in_per_cent():
    question = read_question(written("number", value="-200", tolerance="1", relative=True))
    assert [question.share(one) for one in ("-198", "-202", "-197.9")] == [1, 1, 0]


@pytest.mark.parametrize(
    ("value", "where", "why"),
    [
        (written("choice", options=WRITTEN["multiple"]["options"]), "options", "Say which one of these is right."),
        (written("multiple", options=[{"text": "a"}, {"text": "b"}]), "options", "Say which of these are right."),
        (written("choice", options=[{"text": "a", "right": True}]), "options", "Give 2 to 20 of these."),
        (written("choice", options=[{"text": "a"}, {"text": " "}]), "options[1].text", "This is empty."),
        (written("text", accepted=["a", " a"]), "accepted[1]", "This is there twice."),
        (written("number", value="three"), "value", "This must be a number, such as 2.5."),
        (written("number", tolerance="-1"), "tolerance", "This is below 0."),
        (written("order", items="abc"), "items", "This must be a list."),
        (written("match", others=["Tape"]), "others", "One of these belongs to something."),
        (written("cloze", text="no gap"), "text", "Write 1 to 30 gaps, each as {{…}}."),
        (written("cloze", text="a {{ }} b"), "text", "Gap 1 does not say what belongs there."),
        (written("essay", rubric={**RUBRIC, "criteria": []}), "rubric.criteria", "Give 1 to 12 of these."),
        (written("essay", points=0), "points", "This must be a whole number from 1 to 100."),
        (written("essay", points=True), "points", "This must be a whole number from 1 to 100."),
        (written("essay", prompt="a" * 1_000_000), "prompt", "This is longer than 10000 characters."),
        (written("essay", prompt="a\0b"), "prompt", "This holds a character that is none."),
        (written("essay", script="x"), "script", "There is no such name here."),
        (written("essay", key="7"), "key", "This must be a UUID."),
        ({"type": "quiz"}, "type", f"This is none of: {', '.join(KINDS)}."),
        ("a question", "", "This must be an object."),
    ],
)
def test_what_is_wrong_with_a_question_is_said_with_its_place(value, where, why):
    with pytest.raises(Malformed) as refusal:
        read_question(value)
    assert (refusal.value.where, refusal.value.why) == (where, why)


def test_no_key_is_there_twice():
    one = question_json(read_question(written("essay")))
    with pytest.raises(Malformed, match=r"questions\[1\]\.key: This is there twice\."):
        read_questions([one, one])


@pytest.mark.parametrize(
    ("kind", "answer", "why"),
    [
        ("choice", "nothing", "This is none of what there is to choose."),
        ("choice", ["a"], "This is none of what there is to choose."),
        ("multiple", "a", "This must be a list."),
        ("order", ["a"], "This must be a list of 4."),
        ("text", "a" * 501, "This is longer than 500 characters."),
        ("essay", "a" * 1_000_000, "This is longer than 50000 characters."),
        ("essay", 7, "This must be text."),
        ("project", {"text": "", "links": ["javascript:alert(1)"]}, "Write an address that begins with https:// or http://."),
        ("project", {"text": "", "links": ["https://"]}, "Write an address that begins with https:// or http://."),
        ("project", {"text": "", "files": []}, "There is no such name here."),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_refused(kind, answer, why):
    with pytest.raises(Malformed) as refusal:
        read_question(written(kind)).checked(answer, "answer")
    assert refusal.value.where.startswith("answer")
    assert refusal.value.why == why


def test_a_rubric_is_the_mean_of_its_criteria():
    rubric = read_question(written("essay")).rubric
    assert [rubric.share(levels) for levels in ([1, 1], [4, 4], [1, 4], [2, 3])] == [
        0,
        1,
        Fraction(1, 2),
        Fraction(1, 2),
    ]
    assert rubric.criteria[1].descriptions == ("", "", "", "")
    for levels in ([1], [0, 1], [1, 5], [True, 1], "11"):
        with pytest.raises(Malformed):
            rubric.checked(levels)


def test_what_a_teacher_marks_has_no_share_until_then_and_a_blank_earns_nothing():
    question = read_question(written("project"))
    answer = question.checked({"text": "It rained 3 mm.", "links": ["https://example.org/gauge"]})
    assert (question.share(answer), question.share(None)) == (None, 0)
    assert question.words(answer) == ["It rained 3 mm.", "https://example.org/gauge"]


def test_feedback_goes_with_what_was_answered():
    question = read_question(written("choice", feedback="A scale shows it.", feedback_right="Yes."))
    litre, kilogram, metre = (one.key for one in question.options)
    told = {one: question.feedback_on(one, question.share(one)) for one in (litre, kilogram, metre)}
    assert told[kilogram] == ["Yes.", "A scale shows it."]
    assert told[litre] == ["Think of a scale.", "A scale shows it."]
    assert told[metre] == ["That is long.", "Think of a scale.", "A scale shows it."]


def test_a_path_names_what_lies_within():
    assert Given({}, "questions[0]").at("options") == "questions[0].options"


@given(some_words, st.data())
def test_numbers_in_any_order_give_an_order(texts, data):
    question = read_question({"type": "order", "prompt": "?", "items": texts})
    places = st.sampled_from(["", "0", "1", "2", "٣", "999", "9" * 5000, "-1", "x"])
    sent = {f"q-{question.key}-{key}": data.draw(places) for key in question.tokens}
    found = question.checked(answer_of(question, sent))
    placed = [key for key in question.tokens if sent[f"q-{question.key}-{key}"] in ("1", "2", "٣", "999", "9" * 5000)]
    assert sorted(one for one in found or () if one) == sorted(placed)
