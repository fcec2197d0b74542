"""What people write harms nobody."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web import maths
from web.comparison import compared
from web.text import render_markdown


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&#58;alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        '<img src=x onerror="alert(1)">',
        "![x](https://elsewhere.example/pixel.png)",
        '<a href="/" onclick="alert(1)">x</a>',
        '[x](/ "title\\" onmouseover=\\"alert(1)")',
        "<iframe src=https://elsewhere.example></iframe>",
        '<p style="position:fixed">x</p>',
        "<svg><script>alert(1)</script></svg>",
        '```"><script>alert(1)</script>\nx\n```',
    ],
)
def test_nothing_that_runs_or_loads_gets_through(written):
    shown = render_markdown(written)
    tags = [re.sub(r'"[^"]*"', "", tag) for tag in re.findall(r"<[^>]*>", shown)]
    assert [tag for tag in tags if re.search(r"<(script|img|iframe|svg|style|object)|\son\w+=|style=", tag, re.I)] == []
    assert re.findall(r'href="(?!https?:|mailto:|/|#)[^"]*"', shown) == []


def test_links_give_nothing_away():
    assert render_markdown("[x](https://example.org)") == (
        '<div class="prose" dir="auto"><p><a href="https://example.org" rel="nofollow noopener">x</a></p>\n</div>'
    )


def test_headings_stand_below_those_of_the_page():
    assert re.findall(r"<(h\d)>", render_markdown("## one\n\n### two\n\n###### three")) == ["h3", "h4", "h6"]
    assert re.findall(r"<(h\d)>", render_markdown("# one\n\n## two")) == ["h3", "h4"]


def test_tables_and_lists_are_kept():
    shown = render_markdown("| a |\n|--:|\n| 1 |\n\n3. x")
    assert ("<td>1</td>" in shown, '<ol start="3">' in shown) == (True, True)


def test_a_comparison_marks_what_was_removed_and_what_was_added():
    change = compared("Write down high water each day.", "Write down the level each day.")
    assert change.old == "Write down <del>high water</del> each day."
    assert change.new == "Write down <ins>the level</ins> each day."
    assert change.merged == "Write down <del>high water</del><ins>the level</ins> each day."


def test_a_comparison_escapes_both_sides():
    change = compared("<b>", "<i>")
    assert "<b>" not in change.merged
    assert "<i>" not in change.merged


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_comparison_loses_no_letter(old, new):
    from html import unescape

    change = compared(old, new)
    strip = lambda text: unescape(re.sub(r"</?(ins|del)>", "", text))  # noqa: E731
    assert (strip(change.old), strip(change.new)) == (
        unescape(old.replace("&", "&amp;")),
        unescape(new.replace("&", "&amp;")),
    )
    assert change.is_same == (old == new)


def test_long_texts_are_compared_by_lines_in_time():
    old = "\n".join(f"line {n} of a long text" for n in range(3000))
    assert compared(old, old.replace("line 7 ", "row 7 ")).new.count("<ins>") == 1


def test_formulas_are_mathml_and_money_is_money():
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in render_markdown("The area is $x^2$.")
    block = render_markdown("$$\\frac{1}{2}$$")
    assert 'display="block"' in block
    assert "<mfrac>" in block
    for money in ("It costs $5 or $10.", "It costs 5$ or 10$."):
        assert "<math" not in render_markdown(money)
    assert "<math" not in render_markdown("`$x$` and \\$x\\$")


@pytest.mark.parametrize(
    "latex",
    [
        r"\text{<img src=x onerror=alert(1)>}", r"\text{</math><script>alert(1)</script>}", r"\href{javascript:alert(1)}{x}",
        "<script>alert(1)</script>", r"\style{background:url(x)}{y}", r"\class{button}{y}", r"\text{<style><a title='</style><img src=x onerror=alert(1)>'>}",
        "{" * 1999, r"\frac" * 300, "x" * 2001, r"\begin{matrix}", r"\left(", r"&amp;lt;script&amp;gt;",
    ],
)  # fmt: skip
def test_no_formula_does_harm(latex):
    for text in (f"${latex}$", f"$$\n{latex}\n$$"):
        shown = render_markdown(text)
        tags = {tag.lower() for tag in re.findall(r"<([a-zA-Z]+)", shown)}
        assert tags <= maths.TAGS | {"div", "p", "code", "br"}
        inner = shown.removeprefix('<div class="prose" dir="auto">')
        assert not re.search(r"<[^>]*(?:javascript:|onerror|style=|class=)", inner)


@pytest.mark.parametrize("tangle", ["[", "*a_ ", "!["])
def test_what_is_made_to_take_long_is_shown_as_it_was_written(tangle):
    begun = time.perf_counter()
    assert tangle * 50 in render_markdown(tangle * 50_000 + "\n\n" + "|a" * 8_000 + "\n" + "|-" * 8_000)
    assert time.perf_counter() - begun < 10
