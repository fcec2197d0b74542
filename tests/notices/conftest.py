import pytest

from notices.kinds import KINDS, TOPICS, declare_kind, declare_topic


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """Two kinds alone: of a topic that is mailed at once, and of one that waits for the daily mail."""
    for registry in (KINDS, TOPICS):
        for key in list(registry):
            monkeypatch.delitem(registry, key)
    for registry, keys in ((TOPICS, ("fire", "bread")), (KINDS, ("tests.fire", "tests.bread"))):
        for key in keys:
            monkeypatch.setitem(registry, key, None)
    declare_topic("fire", "Fires", "When it burns.", urgent=True)
    declare_topic("bread", "Bread", "When there is some.")
    declare_kind("tests.fire", topic="fire", words=lambda p: f"Fire in the {p['where']}")
    declare_kind("tests.bread", topic="bread", words=lambda p: f"Bread: {p['what']}")
