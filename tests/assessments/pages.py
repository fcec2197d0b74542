"""What the pages of assessments are asked for, and what a browser sends of them."""

import re

from tests.assessments.factories import of_type
from tests.factories import a_person

HERE, API = "/c/north/", "/api/v1/c/north/"


def signed_in(client, username):
    client.force_login(a_person(username))
    return client


def place_of(assessment):
    number, curriculum = assessment.version.number, assessment.version.curriculum_id
    return f"curricula/{curriculum}/versions/{number}/assessments/{assessment.key}/"


def filled_in(page, **more):
    """What a browser would send of a page's questions: its hidden fields, and what is given by name."""
    hidden = re.findall(r'<input type="hidden" name="(q-[^"]+)"[^>]*value="([^"]*)"', page.content.decode())
    return {**dict(hidden), **more}


def name(attempt, kind):
    return f"q-{of_type(attempt, kind).key}"
