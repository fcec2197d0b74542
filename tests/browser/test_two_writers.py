"""Two teachers in one draft: each sees the other, and who saves later sees both texts."""

import re

from tests.browser.test_dragging import a_draft, row


def test_two_write_one_part_and_nothing_is_lost(visit):
    joss, petra = visit("joss"), visit("petra")
    draft = a_draft(joss)
    joss.goto(draft)
    row(joss, "One").get_by_role("link", name=re.compile("One")).first.click()
    joss.wait_for_url("**/parts/**")
    part = joss.url
    petra.goto(part)
    petra.get_by_text("Joss Tarn is editing this").wait_for()
    joss.reload()
    joss.get_by_text("Petra Vane is editing this").wait_for()
    petra.locator("[name=body]").fill("By Petra.")
    joss.locator("[name=body]").fill("By Joss.")
    joss.locator("main form .button.main").first.click()
    joss.wait_for_url("**/draft/**")
    petra.locator("main form .button.main").first.click()
    petra.get_by_role("heading", name="What stands now").wait_for()
    sides = petra.locator("#meanwhile .sides .words").all_inner_texts()
    assert sides == ["By Joss.", "By Petra."]
    assert petra.locator("[name=body]").input_value() == "By Petra."
    petra.locator("[name=body]").fill("By Joss and Petra.")
    petra.locator("main form .button.main").first.click()
    petra.wait_for_url("**/draft/**")
    joss.goto(part)
    assert joss.locator("[name=body]").input_value() == "By Joss and Petra."
