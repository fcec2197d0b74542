"""Copies of somebody's data to test with."""

import csv
import io
import json
import zipfile
from datetime import timedelta

from django.core.files.storage import default_storage

from jobs.outbox import run_waiting
from learners.mydata.actions import ask_for_copy, make_copy
from learners.mydata.models import Copy
from tenancy.scope import as_person
from tests.consents.factories import as_guardian_of, as_learner
from tests.factories import a_person


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
