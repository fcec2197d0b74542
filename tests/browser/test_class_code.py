"""A child comes in by a class code on a phone: without JavaScript, and by the keyboard alone."""

import pytest

from demo.people import CARD
from tests.browser.conftest import PHONE

ROWS = ("picture1", "picture2", "picture3")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_child_comes_in_without_javascript_by_the_keyboard(visit, language):
    page = visit(viewport=PHONE, language=language, scripts=False)
    page.goto(f"/class/{CARD.code}/")
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    page.locator("#id_called").focus()
    page.keyboard.type("wren")
    for row, picture in zip(ROWS, CARD.pictures, strict=True):
        page.keyboard.press("Tab")
        choose(page, row, picture)
    page.keyboard.press("Enter")
    page.wait_for_url("**/me/")
    assert CARD.name in page.locator("body").inner_text()
    page.goto("/me/account/")
    assert page.locator("a[href='/account/password/change/']").count() == 0


def choose(page, row, picture):
    """From the first of a row, which Tab reaches, by the arrow keys."""
    values = page.eval_on_selector_all(f"input[name={row}]", "all => all.map(one => one.value)")
    page.keyboard.press("Space")
    for _ in range(values.index(picture)):
        page.keyboard.press("ArrowDown")
    assert page.locator(f"input[name={row}]:checked").get_attribute("value") == picture
