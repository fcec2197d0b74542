"""Each app lists its pages by where they live: `public`, `mine` (/me/), `here` (/c/<slug>/); so for the API."""

from importlib import import_module
from typing import Any

from django.urls import include, path

APPS = [
    "jobs", "web", "api", "accounts", "files", "notices", "communities", "communities.governance",
    "curriculum", "curriculum.releases", "curriculum.crosswalks", "curriculum.commons", "curriculum.interchange",
    "curriculum.assessments", "curriculum.authoring",
    "learners", "learners.admissions", "learners.consents", "learners.progress", "learners.progress.plans",
    "learners.progress.mentors", "learners.progress.evidence", "learners.progress.attendance",
    "learners.progress.moderation",
    "learners.progress.mastery",
    "learners.progress.family",
    "learners.turn",
    "learners.moves", "learners.young", "learners.identity", "learners.mydata", "funding", "funding.reports",
    "funding.expenses",
    "funding.budgets",
    "funding.income",
    "funding.grants",
    "evaluation", "evaluation.saved",
]  # fmt: skip


def _all(name: str) -> list[Any]:
    return [pattern for app in APPS for pattern in getattr(import_module(f"{app}.urls"), name, [])]


urlpatterns = [
    *_all("public"),
    path("me/", include(_all("mine"))),
    path("c/<slug:slug>/", include(_all("here"))),
    path("api/v1/", include([
        *_all("api_public"),
        path("me/", include(_all("api_mine"))),
        path("c/<slug:slug>/", include(_all("api_here"))),
    ])),
]  # fmt: skip
handler400 = "api.errors.bad_request"
handler403 = "api.errors.forbidden"
handler404 = "api.errors.not_found"
handler429 = "api.errors.too_many_requests"  # allauth's name for it
handler500 = "api.errors.server_error"
