"""Questions travel with their part: shared, adapted, pulled and offered back, and read by those who may."""

import pytest

from curriculum.actions import edit_node, publish_version
from curriculum.commons.actions import adopt_version, share_version
from curriculum.commons.models import SharedVersion
from curriculum.questions import question_json
from tenancy.scope import in_community
from tests.assessments.factories import an_assessment
from tests.assessments.written import written
from tests.communities.factories import text_of
from tests.curriculum.factories import a_teacher
from tests.factories import a_community, a_member

pytestmark = pytest.mark.django_db


def test_an_adaptation_pulls_changed_questions_by_page_and_by_api(client):
    north, south = a_community("north"), a_community("south")
    original = an_assessment(north, [written("choice"), written("text")], share=True)
    with in_community(south.pk):
        adopted = adopt_version(SharedVersion.objects.get(version=original.version_id), by=a_teacher(south))
    with in_community(north.pk):
        node = original.version.curriculum.nodes.get(key=original.key)
        edit_node(
            node, questions=[*map(question_json, node.questions), written("number"), written("essay")], attempts=2
        )
        share_version(publish_version(original.version.curriculum, by=a_teacher(north)))
    a_member(south, "lea", "learner")
    client.force_login(a_teacher(south, "tom").person)
    page = f"/c/south/curricula/{adopted.curriculum_id}/upstream/"
    shown = text_of(client.get(page))
    assert "How long is the jetty?" in shown and "3.5 ± 0.1 m" in shown
    told = client.get(f"/api/v1{page}").json()
    changed = {one["field"]: one for one in told["changes"]}
    assert set(changed) == {"questions", "attempts"}
    assert [one["type"] for one in changed["questions"]["theirs"]] == ["choice", "text", "number", "essay"]
    taken = client.post(f"/api/v1{page}", {"version": told["version"], "seen": told["seen"]}, "application/json")
    assert taken.status_code == 201
    with in_community(south.pk):
        draft = adopted.curriculum.nodes.get(key=original.key)
    assert ([one.type for one in draft.questions], draft.attempts) == (["choice", "text", "number", "essay"], 2)
    assert draft.questions[0] == original.questions[0]
