"""What a page weighs: a first load 60 KB and 8 requests at most, a later page 15 KB and 3."""

import pytest

from tests.browser.conftest import PHONE

FIRST, LATER = (60_000, 8), (15_000, 3)
PAGES = {
    "": ["/", "/offerings/", "/commons/", "/c/alder-bridge/", "/observatory/"],
    "petra": [
        *("/c/alder-bridge/", "/c/alder-bridge/people/", "/c/alder-bridge/money/", "/c/alder-bridge/settings/"),
        *("/c/alder-bridge/decisions/", "/c/alder-bridge/decisions/proposals/1/", "/me/notices/"),
    ],
    "joss": ["/c/alder-bridge/", "/c/alder-bridge/offerings/", "/c/alder-bridge/curricula/"],
    "mika": ["/me/", "/c/tern-island/"],
}


class Scale:
    """Bytes over the wire and requests, pictures that people uploaded apart."""

    def __init__(self, page):
        self.sizes, self.addresses = {}, {}
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.requestWillBeSent", lambda e: self.addresses.update({e["requestId"]: e["request"]["url"]}))
        network.on("Network.loadingFinished", lambda e: self.sizes.update({e["requestId"]: e["encodedDataLength"]}))

    def weigh(self, page, address):
        self.sizes.clear()
        page.goto(address)
        page.wait_for_load_state("networkidle")
        counted = {
            r: s
            for r, s in self.sizes.items()
            if s and "/files/" not in self.addresses.get(r, "") and "/logo" not in self.addresses.get(r, "")
        }
        return sum(counted.values()), len(counted)


@pytest.mark.parametrize("username", PAGES)
def test_a_first_load_and_later_pages_are_light(visit, username):
    wrong = []
    for first, *later in (PAGES[username], *([address] for address in PAGES[username][1:])):
        page = visit(username, viewport=PHONE)
        if username:
            page.context.new_cdp_session(page).send("Network.clearBrowserCache")
        scale = Scale(page)
        size, requests = scale.weigh(page, first)
        if size > FIRST[0] or requests > FIRST[1]:
            wrong.append(f"{first} at first: {size} bytes in {requests} requests")
        for address in later:
            size, requests = scale.weigh(page, address)
            if size > LATER[0] or requests > LATER[1]:
                wrong.append(f"{address} later: {size} bytes in {requests} requests")
    assert "\n".join(wrong) == ""
