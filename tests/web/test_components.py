"""Components, links between fields and their words, tables that turn into cards."""

import re

import pytest
from django import forms
from django.conf import settings
from django.test import RequestFactory

from tests.web.factories import a_request, rendered
from web.paging import page_of
from web.shoots import drawn
from web.tables import as_cards


class Asked(forms.Form):
    name = forms.CharField(label="Your <name>", help_text="For the list.")
    kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect, required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_form_shows_its_errors_above_and_at_the_field_and_ties_them_to_it():
    shown = rendered('<c-form :form="form" submit="Send" />', a_request(), form=Asked({}))
    assert 'href="#id_name"' in shown
    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert ('id="id_name_helptext"' in shown, 'id="id_name_error"' in shown, "<name>" in shown) == (True, True, False)
    assert shown.count('name="key"') == 1


def test_each_showing_of_a_form_has_a_key_of_its_own_even_when_it_comes_back_with_errors():
    form = Asked({"idempotency_key": "old"})
    keys = [
        re.search(
            r'name="idempotency_key" value="([^"]+)"', rendered('<c-form :form="form" />', a_request(), form=form)
        )[1]
        for _ in range(2)
    ]
    assert (len(set(keys)), "old" in keys) == (2, False)


def test_a_form_that_asks_writes_no_keys():
    shown = rendered('<c-form :form="form" method="get" />', a_request(), form=Asked())
    assert ("idempotency_key" in shown, "csrfmiddlewaretoken" in shown) == (False, False)


def test_what_is_given_to_a_component_is_escaped_once():
    shown = rendered('<c-page-header title="{{ title }}" :lead="title" />', a_request(), title="<b>&")
    assert shown.count("&lt;b&gt;&amp;") == 2


def test_a_component_does_not_see_what_the_page_around_it_calls_by_the_same_name():
    assert "secret" not in rendered('<c-page-header title="x" />', a_request(), lead="secret")


def test_a_table_of_cards_keeps_its_roles_and_names_each_cell():
    rows = "<thead><tr><th>What</th><th class='num'>  Amount <b>€</b></th></tr></thead><tbody><tr><th scope='row'>Pump</th><td>4</td></tr><tr><td colspan=\"2\">none</td></tr></tbody>"
    shown = as_cards(rows)
    assert re.findall(r"<(\w+) role=\"(\w+)\"", shown) == [
        ("thead", "rowgroup"), ("tr", "row"), ("th", "columnheader"), ("th", "columnheader"),
        ("tbody", "rowgroup"), ("tr", "row"), ("th", "rowheader"), ("td", "cell"), ("tr", "row"), ("td", "cell"),
    ]  # fmt: skip
    assert re.findall(r'data-label="([^"]*)"', shown) == ["Amount €", "What"]


def test_a_cells_own_name_stays():
    assert as_cards('<thead><tr><th>A</th></tr></thead><tr><td data-label="B">1</td></tr>').count("data-label") == 1


@pytest.mark.parametrize(
    ("query", "direction", "url"),
    [
        ("", "ascending", "?sort=-name"),
        ("?sort=-name&q=x", "descending", "?sort=name&amp;q=x"),
        ("?sort=age&page=3", "", "?sort=name"),
    ],
)
def test_a_heading_sorts_up_then_down_and_keeps_the_filter(query, direction, url):
    shown = rendered('<c-sort-header key="name" label="Name" default="name" />', a_request(f"/{query}"))
    assert f'href="{url}"' in shown
    assert ("aria-sort" in shown, f'aria-sort="{direction}"' in shown) == (bool(direction), bool(direction))


def test_a_list_comes_a_page_at_a_time():
    first, last, wild = (
        page_of(RequestFactory().get(f"/?q=x&page={n}"), list(range(25)), 10) for n in ("1", "3", "-4")
    )
    assert (first.rows, first.newer, first.older) == (list(range(10)), "", "?q=x&page=2")
    assert (last.rows, last.newer, last.older, last.first, last.last) == (
        list(range(20, 25)),
        "?q=x&page=2",
        "",
        21,
        25,
    )
    assert wild.rows == first.rows


def test_shoots_stand_side_by_side_from_low_to_high():
    drawing = drawn([(0, 90, "big"), {"hue": 15, "height": 10, "label": "small"}, (30, 400, "beyond")])
    assert [shoot.hue for shoot in drawing.shoots] == [15, 0, 30]
    tips = [float(shoot.tip.rstrip("%")) for shoot in drawing.shoots]
    assert (
        tips == sorted(tips, reverse=True),
        tips[-1] >= 0,
        len(drawn([(0, 1, "one")]).shoots),
        drawn([]).shoots,
    ) == (True, True, 1, [])


def test_an_icon_says_nothing_and_those_that_point_turn():
    assert 'class="icon" aria-hidden="true"' in rendered("{% icon 'house' %}")
    assert 'class="icon flip"' in rendered("{% icon 'chevron-right' %}")


def sources(*kinds):
    rooms = ("templates", "platform", "communities", "curriculum", "learners", "funding")
    return "".join(
        path.read_text() for room in rooms for kind in kinds for path in (settings.HERE / room).rglob(f"*.{kind}")
    )


def drawn_icons():
    return re.findall(r'id="i-([a-z0-9-]+)"', (settings.HERE / "platform/web/static/icons.svg").read_text())


def test_every_icon_that_is_named_is_drawn():
    named = re.findall(r"""(?:{% icon |(?<!:)\bicon=|<c-icon name=)["']([a-z0-9-]+)["']""", sources("html", "py"))
    assert set(named) - set(drawn_icons()) == set()


def test_every_icon_that_is_drawn_is_named():
    said = sources("html", "py", "js")
    assert [icon for icon in drawn_icons() if not re.search(rf"""["'#-]{icon}["']""", said)] == []


def test_no_template_puts_a_filter_where_only_a_variable_is_read():
    """`:name="a|b"` gives a component nothing; `name="{{ a|b }}"` gives it the text."""
    lost = [
        f"{path.name}: {found}"
        for path in (settings.HERE / "templates").rglob("*.html")
        for found in re.findall(r"""<c-[^>]*?\s(:[a-z_-]+="[^"{\[]*\|[^"]*")""", path.read_text())
    ]
    assert lost == []
