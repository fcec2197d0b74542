"""Documents and pasted text as Markdown and as parts of a draft; what is not kept is said, what is wrong refused."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from curriculum.authoring.documents import MOST_BYTES, from_file, from_html, sections
from curriculum.nodes import data_of, tree, walk
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.curriculum.factories import a_curriculum, a_teacher
from tests.factories import a_community, a_person

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
STYLES = f'<w:styles xmlns:w="{W}">' + "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2)
) + "</w:styles>"  # fmt: skip
STYLE_PART = OFFICE.replace(
    "officeDocument/2006/relationships/officeDocument", "officeDocument/2006/relationships/styles"
)


def paragraph(words, style="", bold=False):
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{kind}<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}<w:t>{words}</w:t></w:r></w:p>"


def a_docx(*paragraphs, prolog="", also=None):
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in (also or {}).items():
            archive.writestr(name, content)
        relations = f'<Relationships xmlns="{PACKAGE}/relationships">'
        archive.writestr(
            "_rels/.rels",
            f'{relations}<Relationship Id="a" Type="{OFFICE}" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'{relations}<Relationship Id="s" Type="{STYLE_PART}" Target="styles.xml"/></Relationships>',
        )
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "word/document.xml",
            f'{prolog}<w:document xmlns:w="{W}"><w:body>{"".join(paragraphs)}</w:body></w:document>',
        )
    return file.getvalue()


CANAL = a_docx(
    paragraph("Locks", "Heading1"), paragraph("Count boats", "Heading2"), paragraph("Go early", bold=True),
    paragraph("Weirs", "Heading1"), paragraph("After rain", "Heading2"), paragraph("Look."),
)  # fmt: skip


def test_headings_lists_tables_links_and_emphasis_become_markdown():
    made = from_html(
        '<b style="font-weight:normal"><h2>Canal</h2><p><span style="font-weight:700">Go</span> <i>early</i>,'
        ' <a href="https://a.example/">see</a></p><ul><li>one<ol><li>two</li></ol></li></ul>'
        "<table><tr><td>Hour</td></tr><tr><td>3</td></tr></table></b>"
    )
    assert made.lost == []
    for part in (
        "## Canal",
        "**Go** *early*, [see](https://a.example/)",
        "- one\n  1. two",
        "| Hour |\n| --- |\n| 3 |",
    ):
        assert part in made.text


def test_scripts_and_pictures_are_dropped_and_named():
    made = from_html('<p onclick="x()">Hi <a href="javascript:x()">there</a></p><script>x()</script><img src="data:,">')
    assert made.text == "Hi there"
    assert sorted(made.lost) == ["Pictures: add them as files (1)", "Scripts (1)"]


def test_what_is_pasted_and_cannot_be_read_is_left_to_the_browser(draft):
    client, page = a_browser(a_person("tom")), f"/c/north/curricula/{draft.pk}/draft/pasted/"
    answer = client.post(page, {"html": "<b>" * 200})
    assert (answer.status_code, answer.json()) == (422, {"why": "It is nested too deeply."})


def test_what_needs_no_end_and_what_a_script_holds_is_not_deep():
    page = "<script>" + "a<b;" * 200 + "</script><ul>" + "<li>one<p>two<br>" * 200 + "</ul>"
    assert from_html(page).text.count("one") == 200


def test_a_word_document_is_read():
    made = from_file("Canal.docx", CANAL)
    assert made.text == "# Locks\n\n## Count boats\n\n**Go early**\n\n# Weirs\n\n## After rain\n\nLook."


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", b"%PDF", "Give a .docx"),
        ("a.odt", b"PK", "Give a .docx"),
        ("a.docx", b"no archive", "not a .docx"),
        ("a.docx", a_docx(prolog="<!DOCTYPE x>"), "not a .docx"),
        ("a.docx", a_docx("<w:p>"), "not a .docx"),
        ("a.docx", a_docx(), "no words"),
        ("a.docx", a_docx(also={"word/numbering.xml": "<!DOCTYPE x [<!ENTITY a 'a'>]><x>&a;</x>"}), "not a .docx"),
        ("a.docx", a_docx(also={"word/numbering.xml": "<!DOCTYPE x><x/>".encode("utf-16")}), "not a .docx"),
        ("a.docx", a_docx(paragraph("x"), also={"word/numbering.xml": "<w:p/>" * 250_000}), "too long"),
        ("a.docx", a_docx("<w:tbl><w:tr><w:tc>" * 2000 + "</w:tc></w:tr></w:tbl>" * 2000), "nested too deeply"),
        ("a.html", b"<b></i>" * 101 + b"x", "nested too deeply"),
        ("a.html", b"<p>x" * 50_001, "too long"),
        ("a.txt", "für".encode("latin-1"), "UTF-8"),
        ("a.md", b"a\0b", "not a text"),
        ("a.html", b"<script>x()</script>", "no words"),
        ("a.txt", b"a" * (MOST_BYTES + 1), "at most 5 MB"),
        ("a.txt", b"a" * 400_001, "too long"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_cannot_be_read_is_refused_with_the_reason(name, content, why):
    with pytest.raises(Refused, match=why):
        from_file(name, content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("just words", [(True, "file", "just words")]),
        ("# A\n\na\n\n# B", [(True, "file", ""), (False, "A", "a"), (False, "B", "")]),
        ("pre\n\n# U\n\nu\n\n## A\n\n### deep", [(True, "file", "pre"), (True, "U", "u"), (False, "A", "### deep")]),
        (
            "# T\n\nt\n\n## U\n\n### A\n\na\n\n## V",
            [(True, "T", "t"), (True, "U", ""), (False, "A", "a"), (True, "V", "")],
        ),
        ("# U\n\n```\n# no heading\n```\n\n## A", [(True, "U", "```\n# no heading\n```"), (False, "A", "")]),
    ],
)
def test_headings_become_units_and_activities(text, expected):
    assert [tuple(one) for one in sections(text, title="file")] == expected


@pytest.fixture
def draft(db):
    north, south = a_community("north"), a_community("south")
    a_curriculum(south, by=a_teacher(south, "sue"))
    return a_curriculum(north, units=1, activities=1, by=a_teacher(north, "tom"))


def outline(draft):
    with in_community(draft.community_id):
        return [f"{branch.number} {branch.node.title}" for branch in walk(tree(map(data_of, draft.nodes.all())))]


ALL = ["1 Unit 1", "1.1 Activity 1.1", "2 Locks", "2.1 Count boats", "3 Weirs", "3.1 After rain"]


def test_a_page_shows_what_becomes_of_it_and_then_adds_it(draft):
    page = f"/c/north/curricula/{draft.pk}/draft/document/"
    browser = a_browser(a_person("tom"))
    shown = browser.post(page, {"file": SimpleUploadedFile("Canal.docx", CANAL)})
    assert "Count boats" in text_of(shown)
    assert outline(draft) == ALL[:2]
    browser.post(page, {"text": shown.context["made"].text, "title": "Canal", "add": "1"})
    assert outline(draft) == ALL
    assert browser.post(page, {"title": ""}).status_code == 422
    assert "Give a .docx" in text_of(browser.post(page, {"file": SimpleUploadedFile("a.pdf", b"%PDF")}))
    assert a_browser(a_person("sue")).get(page).status_code == 404


def test_programs_add_it_and_pasting_converts(draft):
    start = f"/c/north/curricula/{draft.pk}/"
    answer = an_api(a_person("tom")).post(
        f"/api/v1{start}document/", {"file": SimpleUploadedFile("Canal.docx", CANAL)}, format="multipart"
    )
    assert (answer.status_code, answer.json()["parts"][0]) == (201, {"is_unit": True, "title": "Locks"})
    assert outline(draft) == ALL
    pasted = a_browser(a_person("tom")).post(f"{start}draft/pasted/", {"html": "<h1>Hi</h1><img>"})
    assert pasted.json() == {"text": "# Hi", "lost": ["Pictures: add them as files (1)"]}
    assert a_browser(a_person("sue")).post(f"{start}draft/pasted/", {"html": "x"}).status_code == 404
