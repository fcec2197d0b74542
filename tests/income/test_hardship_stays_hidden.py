"""That somebody pays less, why and by how much: at no page, endpoint, export, search or notice but where it must be.

Every address that a role can reach is walked, by links and by the names of the site."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, get_resolver

from communities.governance.actions import decide_setting
from funding.income.actions import ask_to_pay_less, change_charge, confirm_request, grant_request, record_payments
from funding.income.models import Charge, HardshipRequest
from funding.income.tasks import tell_who_was_charged
from funding.models import Account, Entry, Fund
from funding.sealing import seal
from notices.models import Notice
from tenancy.keys import uuid7
from tenancy.scope import as_person, in_community
from tests.factories import a_member, a_person
from tests.income.factories import a_fee, charged
from tests.income.test_fees import TODAY
from tests.income.test_hardship import YEAR
from tests.learners.factories import a_guardianship

pytestmark = pytest.mark.django_db
WORDS = (
    "mill burned",
    "Situation Zorn",
    "62 per cent",
    "62\xa0per cent",
    "We hold you",
    "proof-of-fire",
    '"percent": 62',
)
SUMS = ("37.42", "37,42", "3742", "61.05", "6105")  # what is left, and what was taken off
WHOLE = r"(?<![\w.]){}(?!\w)"  # a sum is no part of a longer number, a key or a moment
OTHERS = {"tom": ["teacher"], "lea": ["learner"], "gil": ["guardian"], "mem": ["member"]}
NAME = re.compile(r"<(?:\w+:)?(\w+)>")


def tells(text, one):
    return bool(re.search(WHOLE.format(re.escape(one)), text)) if one in SUMS else one in text


@pytest.fixture
def secret(towns, client):
    """Kit pays 37.42 of 98.47: granted before the first charge, and for the second after it was charged."""
    kit = a_member(towns.north, "kit", "learner").person
    for name, roles in OTHERS.items():
        a_member(towns.north, name, *roles)
    a_guardianship(towns.north, "gus", "kit")
    with in_community(towns.north.pk):
        decide_setting(
            "roles", {"member": ["funding.see_books", "funding.post"]}, by=towns.ann, reason="Mem keeps books."
        )
        situations = [{"situation": "Situation Zorn", "percent": 62}]
        rule = {"free_place": False, "two_people": True, "situations": situations}
        decide_setting("hardship", rule, by=towns.ann, reason="So.")
        later = charged(a_fee("Trips"), towns.ann)
        file = SimpleUploadedFile("proof-of-fire.txt", b"The mill burned down.")
        asked = ask_to_pay_less(kit, by=a_person("gus"), words="The mill burned down.", file=file)
        grant_request(asked, choice="0", by=towns.ann, answer="We hold you.", **YEAR)
        confirm_request(asked, by=a_person("bea"))
        runs = [charged(a_fee(), towns.ann), later]
        for run in runs:
            charges = Charge.objects.filter(run=run, person__username__in=("kit", "lea"))
            assert sorted(one.amount for one in charges) == [3742, 9847]
            record_payments({one.pk: one.amount for one in charges}, on=TODAY, id=uuid7(), by=towns.ann)
        change_charge(Charge.objects.get(run=later, person=kit), amount=3742, by=towns.ann)
        for run in runs:
            tell_who_was_charged(towns.north.pk, run.pk)
        seal()
        used = Account.objects.filter(line__usual__in=["bank", "receivable", "fees"])
        towns.ids = {
            "hardship": [asked.pk],
            "runs": [run.pk for run in runs],
            "kinds": [run.kind_id for run in runs],
            "charges": list(Charge.objects.filter(person=kit).values_list("pk", flat=True)),
            "entries": list(Entry.objects.values_list("pk", flat=True)),
            "payments": list(Entry.objects.values_list("pk", flat=True)),
            "accounts": list(used.values_list("pk", flat=True)),
            "funds": list(Fund.objects.values_list("pk", flat=True)),
            "help": [kit.pk],
            "children": [kit.pk],
        }
    towns.asked = asked
    return towns


def every_address(ids):
    """Each name of the site under a community or about money, with each id of the rows that it is about."""
    found = set()
    for route in _routes(get_resolver().url_patterns):
        names, about = NAME.findall(route), [rows for word, rows in ids.items() if f"/{word}/" in f"/{route}"]
        here = re.match(r"(api/v1/)?c/<slug:slug>/", route) or re.search("fees|receipts", route)
        keys = [name for name in names if name not in ("slug", "name", "what", "format")]
        if not here or len(keys) > 1 or (keys and not about) or set(names) & {"key", "effect", "number"}:
            continue
        for pk in about[-1] if keys else [""]:
            told = {
                "slug": "north",
                "name": "proof-of-fire.txt",
                "what": "fee",
                "format": "csv",
                **dict.fromkeys(keys, pk),
            }
            found.add("/" + NAME.sub(lambda one, told=told: str(told[one[1]]), route))
    return sorted(found)


def _routes(patterns, start=""):
    for one in patterns:
        route = start + str(one.pattern).removeprefix("^").removesuffix("$")
        yield from [route] if isinstance(one, URLPattern) else _routes(one.url_patterns, route)


def told_at(client, address):
    answer = client.get(address)
    if answer.status_code >= 300 or "static" in address:
        return ""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace")


@pytest.mark.parametrize("who", [*OTHERS, "stranger", "sam"])
def test_nobody_else_finds_a_word_or_a_sum_of_it(client, secret, who):
    client.logout()
    if who == "sam":
        a_member(secret.south, "sam", "administrator")
    if who != "stranger":
        client.force_login(a_person(who))
    addresses = every_address(secret.ids)
    found = [f"/c/north/search?q={text}" for text in ("mill", "37.42", "3742", "kit", "Materials", "Zorn")]
    found += [f"/search?q={text}" for text in ("mill", "3742", "kit")]
    found += [
        "/c/north/money/entries/?text=37.42",
        "/c/north/money/entries.csv",
        "/c/north/about/",
        "/me/",
        "/me/fees/",
    ]
    reached = 0
    for address in [*addresses, *found]:
        text = told_at(client, address)
        reached += bool(text)
        rules = "settings" in address or "decision" in address  # which are everyone's to read
        for one in (*(() if rules else WORDS), *SUMS):
            assert one in address or not tells(text, one), (address, one)  # what was looked for is said again
    assert reached > {"stranger": 0, "sam": 3}.get(who, 20)


def test_nothing_of_it_is_in_any_notice_but_that_there_is_an_answer(secret):
    for name in [*OTHERS, "kit", "gus", "ann"]:
        with as_person(a_person(name).pk):
            for one in Notice.objects.all():
                said = f"{one.kind} {one.params}"
                assert not [one for one in (*WORDS, *SUMS) if tells(said, one)], (name, said)
            kinds = set(Notice.objects.values_list("kind", flat=True))
            assert ("income.answered" in kinds) == (name == "gus")
            assert ("income.asked" in kinds) == (name == "ann")


def test_the_books_tell_the_same_of_a_lowered_fee_as_of_any(secret):
    with in_community(secret.north.pk):
        for entry in Entry.objects.prefetch_related("transfers"):
            assert entry.memo in ("Materials", "Trips")
            assert entry.source == ""
            assert not {3742, 6105} & {one.amount for one in entry.transfers.all()}


def test_who_may_see_charges_reads_what_is_charged_and_no_word_of_why(client, secret):
    with in_community(secret.north.pk):
        codes = ["funding.see_books", "funding.post", "funding.see_charges"]
        decide_setting("roles", {"member": codes}, by=secret.ann, reason="Mem sees charges.")
    client.force_login(a_person("mem"))
    texts = [
        told_at(client, address)
        for address in every_address(secret.ids)
        if "decision" not in address and "settings" not in address
    ]
    assert any("37.42" in text for text in texts)
    for text in texts:
        assert not [one for one in (*WORDS, "61.05", "6105") if tells(text, one)]


def test_the_asker_and_those_who_decide_do_find_it(client, secret):
    page = f"/c/north/money/fees/hardship/{secret.asked.pk}/"
    for who, address in [("ann", page), ("gus", f"/me/children/{a_person('kit').pk}/fees/")]:
        client.force_login(a_person(who))
        assert "The mill burned down." in told_at(client, address)
    with in_community(secret.north.pk):
        assert HardshipRequest.objects.get().state == "granted"
