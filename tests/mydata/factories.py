"""Copies of somebody's data to test with."""

import csv
import io
import json
import zipfile
from datetime import timedelta

from django.core.files.storage import default_storage

from communities.actions import end_membership
from jobs.outbox import run_waiting
from learners.actions import withdraw
from learners.models import Enrolment
from learners.mydata.actions import ask_for_copy, make_copy
from learners.mydata.asking import ask_to_erase
from learners.mydata.correcting import ask_to_correct, records_at
from learners.mydata.models import Copy
from learners.mydata.places import places
from learners.progress.plans.actions import set_goal
from tenancy.scope import as_person, in_community
from tests.consents.factories import a_consent, as_guardian_of, as_learner, say
from tests.evidence.factories import a_piece, an_assessment_of
from tests.factories import a_member, a_person
from tests.files.factories import a_picture
from tests.learners.factories import an_enrolment, an_offering
from tests.progress.factories import a_mark, a_submission


def a_copy(username: str, *, guardian: str = "") -> Copy:
    """Asked for and made."""
    with as_guardian_of(username, guardian) if guardian else as_learner(username) as who:
        asked = ask_for_copy(who)
    run_waiting()
    with as_person(a_person(username).pk):
        return Copy.objects.get(pk=asked.pk)


def an_old_copy(username: str, *, guardian: str = "") -> Copy:
    """Made two days ago, while other jobs wait."""
    with as_guardian_of(username, guardian) if guardian else as_learner(username) as who:
        copy = make_copy(ask_for_copy(who).pk)
        copy.asked_at -= timedelta(days=2)
        copy.save()
        return copy


def opened(copy: Copy) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(default_storage.open(copy.path).read()))


def parts(copy: Copy) -> dict[str, list]:
    return json.loads(opened(copy).read("data.json"))["parts"]


def table(copy: Copy, name: str) -> list[dict]:
    text = opened(copy).read(name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def lives(username, *places):
    """With something of theirs in each place and in none; every text names them."""
    for place in places:
        enrolment = an_enrolment(an_offering(place, title="Boats"), username)
        a_submission(enrolment, work=f"=work of {username}")
        a_mark(enrolment)
        picture = a_picture(color="red" if username == "ann" else "blue")
        an_assessment_of(a_piece(enrolment, title=f"bridge of {username}", kind="photo", file=picture))
    say(username, interests=f"tides and {username}")
    a_consent(places[0], username)
    with as_learner(username):
        set_goal(f"sail like {username}")


def lives_and_leaves(username, place):
    """A member no more, with what was recorded still there."""
    member = a_member(place, username, "learner")
    lives(username, place)
    with in_community(place.pk):
        for enrolment in Enrolment.objects.filter(person=member.person_id):
            withdraw(enrolment, by=None)
        end_membership(member)


def an_erasure_request(place, username):
    """Of somebody who was a member once."""
    member = a_member(place, username)
    with in_community(place.pk):
        end_membership(member)
    with as_learner(username) as who:
        return ask_to_erase(who, community=place)


def a_correction(username, slug):
    """Of the first record that a community has of them."""
    with as_learner(username) as who:
        place = next(one for one in places() if one.community.slug == slug)
        return ask_to_correct(who, place=place, record=records_at(place)[0].key, wrong="Not so.", right="So.")
