from typing import Any

from django.urls import path

from communities.governance.views import decisions, found, roles, settings

public: list[Any] = [path("found/", found.found, name="governance-found")]
mine: list[Any] = []
here: list[Any] = [
    path("settings/", settings.settings, name="governance-settings"),
    path("settings/<slug:key>/", settings.setting, name="governance-setting"),
    path("settings/<slug:key>/change/", settings.change_setting, name="governance-change-setting"),
    path("decisions/", decisions.list_of_decisions, name="governance-decisions"),
    path("decisions/<int:number>/", decisions.decision, name="governance-decision"),
    path("people/<uuid:pk>/give-role/", roles.give, name="governance-give-role"),
    path("people/<uuid:pk>/take-role/", roles.take, name="governance-take-role"),
    path("people/<uuid:pk>/remove/", roles.remove, name="governance-remove-member"),
]
api_public: list[Any] = []
api_mine: list[Any] = []
api_here: list[Any] = []
