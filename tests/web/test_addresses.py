"""What addresses are called."""

from collections import Counter

from django.urls import get_resolver


def names(patterns):
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from () if getattr(one, "namespace", None) else names(one.url_patterns)
        elif one.name:
            yield one.name


def test_no_two_addresses_have_one_name_so_that_no_page_links_into_the_api():
    assert [name for name, number in Counter(names(get_resolver().url_patterns)).items() if number > 1] == []
