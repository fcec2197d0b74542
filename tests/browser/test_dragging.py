"""A draft is put in order by dragging, with a real mouse and a finger."""

import re

from tests.browser.conftest import DESKTOP, PHONE


def test_parts_are_dragged_into_place_and_a_failure_is_told(visit):
    page = visit("joss", viewport=DESKTOP)
    draft = a_draft(page)
    drag(page, "Two", onto="One", by=-10)
    page.get_by_text("It is moved.").wait_for()
    assert order(page) == ["Unit B", "Unit A", "Two", "One"]
    drag(page, "One", onto="Unit B")
    page.get_by_role("link", name="1.1 One").wait_for()
    assert order(page) == ["Unit B", "One", "Unit A", "Two"]
    page.goto(draft)
    assert order(page) == ["Unit B", "One", "Unit A", "Two"]
    page.route("**/place/", lambda route: route.abort())
    drag(page, "Two", onto="One", by=-10)
    page.get_by_text("It could not be moved.").wait_for()
    assert order(page) == ["Unit B", "One", "Unit A", "Two"]
    page.set_viewport_size(PHONE)
    page.unroute("**/place/")
    touch_drag(page, "Two", onto="One")
    page.get_by_text("It is moved.").wait_for()
    assert order(page) == ["Unit B", "Two", "One", "Unit A"]


def a_draft(page):
    """Unit B, and Unit A with One and Two."""
    page.goto("/c/alder-bridge/curricula/new/")
    page.locator("[name=title]").fill("Dragged")
    page.locator("main form .button.main").last.click()
    page.wait_for_url(re.compile(r"/curricula/[0-9a-f-]{36}/"))
    start = re.search(r"/c/alder-bridge/curricula/[0-9a-f-]{36}/", page.url)[0]
    for where, titles in (("?kind=unit", ["Unit B", "Unit A"]), ("?in=", ["One", "Two"])):
        for title in titles:
            if where == "?in=":
                page.goto(f"{start}draft/")
                unit = page.locator("li[data-unit]", has_text="Unit A").get_attribute("data-part")
            page.goto(f"{start}parts/new/{where}" + (unit if where == "?in=" else ""))
            page.locator("[name=title]").fill(title)
            page.locator("main form .button.main").last.click()
            page.wait_for_url("**/draft/**")
    page.goto(f"{start}draft/")
    return f"{start}draft/"


def row(page, title):
    return page.locator("#outline .row", has=page.locator(f"bdi:text-is('{title}')"))


def order(page):
    return page.locator("#outline .row bdi").all_inner_texts()


def ends(page, title, onto, by):
    """From the middle of a part's handle to the middle of another's row, or so many pixels beside it."""
    row(page, title).evaluate("row => row.scrollIntoView({block: 'center'})")
    handle, target = row(page, title).locator(".handle").bounding_box(), row(page, onto).bounding_box()
    start = (handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    return start, (target["x"] + 60, target["y"] + target["height"] / 2 + by)


def drag(page, title, *, onto, by=0):
    start, end = ends(page, title, onto, by)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=8)
    page.mouse.up()


def touch_drag(page, title, *, onto, by=-10):
    (x, y), (to_x, to_y) = ends(page, title, onto, by)
    send = page.context.new_cdp_session(page).send
    send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 9):
        point = {"x": x + (to_x - x) * step / 8, "y": y + (to_y - y) * step / 8}
        send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
