"""An assessment as a learner takes it on a phone: saved while they write, through a lost connection, without script too."""

import re

from tests.browser.conftest import PHONE

TITLE = "What the river taught us"


def question(page, number):
    return page.locator("fieldset.question").nth(number - 1)


def test_what_is_written_survives_a_lost_connection_and_a_window_without_script(visit):
    page = visit("mika", viewport=PHONE)
    page.goto("/c/alder-bridge/curricula/")
    page.get_by_role("link", name="Water and measure").first.click()
    page.get_by_role("link", name=TITLE).first.click()
    page.locator("main form button.main").click()
    page.wait_for_url(re.compile(r"/attempts/[0-9a-f-]{36}/$"))
    attempt = page.url
    with page.expect_response(lambda response: response.request.method == "POST" and response.ok):
        question(page, 4).locator("input[type=text]").fill("1,2")
    page.locator("#saved", has_text="Saved").wait_for()
    page.context.set_offline(True)
    question(page, 8).locator("textarea").fill("The cord drifts.")
    page.wait_for_timeout(2500)  # longer than it takes to try
    page.context.set_offline(False)
    page.goto(attempt)
    assert question(page, 4).locator("input[type=text]").input_value() == "1,2"
    assert question(page, 8).locator("textarea").input_value() == "The cord drifts."
    plain = visit("mika", viewport=PHONE, scripts=False)
    plain.goto(attempt)
    question(plain, 1).get_by_label("The one in the middle").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_load_state()
    plain.get_by_role("button", name="Look it over and hand in").click()
    assert "The one in the middle" in plain.content() and "The cord drifts." in plain.content()
    plain.get_by_role("button", name="Hand it in").click()
    assert "You are told when it is." in plain.content()
