"""Every operation, with much that its schema allows and forbids: no fault of ours, and answers as the schema says."""

import pytest
import schemathesis
from allauth.usersessions.models import UserSession
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.throttling import CallerThrottle
from communities.governance.kinds import KINDS
from tests.api.inhabited import an_inhabited_network

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
UNLIKELY = {  # to be right by chance; their own tests do them
    "PUT /api/v1/c/{slug}/curricula/{id}/parts/{key}/place/",
    "POST /api/v1/c/{slug}/money/fees/kinds/",
    "PUT /api/v1/c/{slug}/money/awards/conditions/{id}/",
    "GET /api/v1/c/{slug}/commons/",
    "POST /api/v1/c/{slug}/reports/{period}/publish/",
    "GET /api/v1/c/{slug}/fees/help/{person}/",
    "GET /api/v1/c/{slug}/frameworks/{id}/competencies/{key}/links/",
    "GET /api/v1/c/{slug}/mentors/",
    "GET /api/v1/c/{slug}/offerings/{id}/appeals/",
    "PATCH /api/v1/c/{slug}/curricula/{id}/parts/{key}/files/{file}/",
    "PATCH /api/v1/me/profile/",
    "POST /api/v1/c/{slug}/curricula/",
    "POST /api/v1/c/{slug}/members/{id}/roles/",
    "POST /api/v1/c/{slug}/money/awards/{id}/instalments/",
    "POST /api/v1/c/{slug}/money/budgets/{id}/scenarios/",
    "POST /api/v1/c/{slug}/money/closing/",
    "POST /api/v1/c/{slug}/money/expenses/",
    "POST /api/v1/c/{slug}/offerings/",
    "POST /api/v1/c/{slug}/proposals/",
    "POST /api/v1/c/{slug}/proposals/{number}/steps/",
    "POST /api/v1/c/{slug}/requests/{id}/admit/",
    "PUT /api/v1/c/{slug}/members/{id}/birth/",
    "PUT /api/v1/c/{slug}/money/budgets/scenarios/{id}/",
    "PUT /api/v1/c/{slug}/offerings/enrolments/{id}/kind/",
    "PUT /api/v1/c/{slug}/proposals/{number}/",
    "POST /api/v1/c/{slug}/indicators/",
    "PUT /api/v1/c/{slug}/indicators/{id}/",
    "POST /api/v1/me/consents/",
    "POST /api/v1/me/moves/",
    "POST /api/v1/me/data/closing/",
    "GET /api/v1/me/data/closing/",
    "DELETE /api/v1/me/data/closing/",
    "POST /api/v1/me/data/erasures/",
    "POST /api/v1/me/data/corrections/",
    "POST /api/v1/me/children/{child}/data/closing/",
    "GET /api/v1/me/children/{child}/data/closing/",
    "DELETE /api/v1/me/children/{child}/data/closing/",
    "POST /api/v1/me/children/{child}/data/erasures/",
    "POST /api/v1/me/children/{child}/data/corrections/",
    "GET /api/v1/me/moves/preview/",
    "POST /api/v1/me/children/{child}/moves/",
    "GET /api/v1/me/children/{child}/moves/preview/",
    "POST /api/v1/me/mentors/",
    "POST /api/v1/me/children/{child}/mentors/",
    "POST /api/v1/me/children/{child}/consents/",
    "PATCH /api/v1/c/{slug}/offerings/guardians/{id}/",
    "POST /api/v1/c/{slug}/offerings/{id}/draw/seed/",
    "POST /api/v1/c/{slug}/offerings/applications/{id}/appeal/",
    "POST /api/v1/c/{slug}/circles/",
    "POST /api/v1/c/{slug}/commons/{id}/part/",
    "GET /api/v1/c/{slug}/reported-reviews/",
    "POST /api/v1/c/{slug}/collections/{id}/entries/",
    "PUT /api/v1/c/{slug}/reported-reviews/{id}/",
    "POST /api/v1/me/reports/{id}/",
    "GET /api/v1/c/{slug}/charter/compare/",
    "POST /api/v1/c/{slug}/join/",
    "GET /api/v1/c/{slug}/suspension/",
    "PUT /api/v1/c/{slug}/suspension/answer/",
    "POST /api/v1/c/{slug}/suspension/appeal/",
    "POST /api/v1/c/{slug}/members/{id}/roles/end/",
    "PUT /api/v1/c/{slug}/offerings/enrolments/{id}/marks/{key}/",
    "PUT /api/v1/c/{slug}/settings/{key}/",
    "POST /api/v1/c/{slug}/files/",
    "PUT /api/v1/c/{slug}/attempts/{id}/answers/",
    "PUT /api/v1/c/{slug}/attempts/{id}/marks/",
    "POST /api/v1/c/{slug}/attempts/{id}/evidence/",
    "POST /api/v1/c/{slug}/learn/{id}/evidence/",
    "POST /api/v1/c/{slug}/evidence/{id}/asks/",
    "PUT /api/v1/c/{slug}/offerings/{id}/roll/",
    "POST /api/v1/c/{slug}/offerings/{id}/moderations/",
    "PUT /api/v1/c/{slug}/moderations/{id}/{number}/look/",
    "PUT /api/v1/c/{slug}/moderations/{id}/{number}/agreed/",
    "POST /api/v1/c/{slug}/learn/{id}/absences/",
    "POST /api/v1/c/{slug}/banks/{id}/questions/",
    "POST /api/v1/c/{slug}/rubrics/",
    "PUT /api/v1/c/{slug}/rubrics/{id}/",
    "POST /api/v1/c/{slug}/offerings/{id}/applications/",
    "POST /api/v1/c/{slug}/offers/{id}/answer/",
    "POST /api/v1/c/{slug}/offers/{id}/undo/",
    "POST /api/v1/c/{slug}/proposals/{number}/amendments/",
    "PUT /api/v1/c/{slug}/proposals/{number}/ballots/",
    "POST /api/v1/c/{slug}/proposals/{number}/files/",
    "POST /api/v1/c/{slug}/curricula/{id}/parts/",
    "POST /api/v1/c/{slug}/curricula/{id}/parts/{key}/files/",
    "PUT /api/v1/c/{slug}/curricula/{id}/parts/{key}/files/{file}/captions/{language}/",
    "DELETE /api/v1/c/{slug}/curricula/{id}/parts/{key}/files/{file}/captions/{language}/",
    "POST /api/v1/c/{slug}/curricula/{id}/document/",
    "POST /api/v1/c/{slug}/curricula/{id}/offer-back/",
    "POST /api/v1/c/{slug}/curricula/{id}/upstream/",
    "POST /api/v1/c/{slug}/curricula/{id}/upstream/undo/",
    "DELETE /api/v1/c/{slug}/crosswalks/{id}/lines/{line}/",
    "POST /api/v1/c/{slug}/crosswalks/",
    "POST /api/v1/c/{slug}/crosswalks/{id}/adopt/",
    "POST /api/v1/c/{slug}/crosswalks/{id}/end/",
    "POST /api/v1/c/{slug}/crosswalks/{id}/lines/",
    "POST /api/v1/c/{slug}/curricula/{id}/submissions/",
    "POST /api/v1/c/{slug}/curricula/{id}/uses/",
    "POST /api/v1/c/{slug}/submissions/{id}/publish/",
    "PUT /api/v1/c/{slug}/submissions/{id}/opinion/",
    "POST /api/v1/c/{slug}/exports/",
    "POST /api/v1/c/{slug}/frameworks/{id}/competencies/{key}/links/",
    "POST /api/v1/c/{slug}/imports/",
    "POST /api/v1/c/{slug}/expenses/",
    "POST /api/v1/c/{slug}/expenses/{id}/receipts/",
    "POST /api/v1/c/{slug}/expenses/{id}/payment/",
    "POST /api/v1/c/{slug}/expenses/{id}/rest/",
    "GET /api/v1/c/{slug}/open-books/entries/",
    "GET /api/v1/c/{slug}/open-books/donations/",
    "POST /api/v1/c/{slug}/fees/help/{person}/",
    "DELETE /api/v1/c/{slug}/money/drafts/{id}/",
    "POST /api/v1/c/{slug}/money/accounts/",
    "POST /api/v1/c/{slug}/money/budgets/",
    "PUT /api/v1/c/{slug}/offerings/applications/{id}/groups/",
    "POST /api/v1/c/{slug}/money/debts/",
    "POST /api/v1/c/{slug}/money/entries/",
    "POST /api/v1/c/{slug}/money/entries/{id}/confirmation/",
    "POST /api/v1/c/{slug}/money/entries/{id}/files/",
    "POST /api/v1/c/{slug}/money/drafts/",
    "POST /api/v1/c/{slug}/money/drafts/{id}/files/",
    "POST /api/v1/c/{slug}/money/openings/",
    "POST /api/v1/c/{slug}/money/openings/table/",
    "POST /api/v1/c/{slug}/money/rates/table/",
    "POST /api/v1/c/{slug}/money/exchanges/",
    "POST /api/v1/c/{slug}/money/rates/",
    "POST /api/v1/c/{slug}/money/grants/",
    "POST /api/v1/c/{slug}/money/payments/",
    "POST /api/v1/c/{slug}/money/shares/",
    "POST /api/v1/c/{slug}/expenses/{id}/payment/reversal/",
    "POST /api/v1/c/{slug}/money/giving/donors/{id}/receipt/",
    "POST /api/v1/c/{slug}/money/giving/donors/{id}/gifts/",
    "POST /api/v1/c/{slug}/money/fees/runs/",
    "POST /api/v1/c/{slug}/money/fees/payments/",
    "POST /api/v1/c/{slug}/money/fees/hardship/{id}/answer/",
    "POST /api/v1/c/{slug}/money/fees/hardship/{id}/confirmation/",
    "POST /api/v1/me/keys/",
    "POST /api/v1/class-sign-in/",
    "POST /api/v1/own-sign-in/",
    "POST /api/v1/claims/",
    "POST /api/v1/claims/look/",
    "POST /api/v1/c/{slug}/twice/",
    "POST /api/v1/me/identity/joins/",
    "POST /api/v1/me/children/{child}/same/",
    "POST /api/v1/c/{slug}/classes/",
    "POST /api/v1/c/{slug}/classes/learners/{id}/link/",
    "POST /api/v1/c/{slug}/evidence/{id}/assessments/",
    "PUT /api/v1/me/notices/preferences/",
}


class Caller:
    """Ann, signed in."""

    def __init__(self):
        self.done = set()
        person, self.places, self.body = an_inhabited_network()
        client = Client()
        client.force_login(person)
        token = "a" * 32
        at = {"ip": "127.0.0.1", "session_key": client.session.session_key}
        self.places["me/sessions"] = {"id": UserSession.objects.create(user=person, **at).pk}
        self.cookies = {"sessionid": client.session.session_key, "csrftoken": token}
        self.headers = {"X-CSRFToken": token, "Accept-Encoding": "identity"}

    def address(self, case, setting):
        """Real names in the address, and in the body where it has names at all."""
        path = case.operation.path.removeprefix("/api/v1/")
        starts = [start for start in self.places if path.startswith(start + "/")]
        named = {"slug": "north", "key": setting} | (self.places[max(starts, key=len)] if starts else {})
        case.path_parameters = {name: str(named[name]) for name in case.path_parameters}
        if isinstance(case.body, dict):
            case.body |= {
                name: value if isinstance(value, dict) else str(value)
                for name, value in self.body.items()
                if name in case.body
            }

    def call(self, case):
        """What it wrote is taken back."""
        with transaction.atomic():
            answer = case.call(cookies=self.cookies, headers=self.headers)
            transaction.set_rollback(True)
        if answer.status_code < 400:
            self.done.add(case.operation.label)
        return answer


@pytest.fixture
def one_connection(db):
    """A request would close it, and with it the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def caller(one_connection, monkeypatch):
    monkeypatch.setattr(CallerThrottle, "THROTTLE_RATES", {"caller": None, "anonymous": None})
    return Caller()


@pytest.fixture
def api(caller):
    """The schema; at the end each operation must have been done at least once."""
    signed_in = GenerationConfig(with_security_parameters=False)
    config = SchemathesisConfig(seed=1, projects=ProjectsConfig(default=ProjectConfig(generation=signed_in)))
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", WSGIHandler(), config=config)
    yield schema
    labels = {result.ok().label for result in schema.get_all_operations()}
    assert labels - caller.done <= UNLIKELY


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@schema.given(setting=st.sampled_from(sorted(KINDS)))
@settings(max_examples=10, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_operation_answers_as_the_schema_says(case, caller, setting):
    caller.address(case, setting)
    case.validate_response(caller.call(case), checks=CHECKS)
