from typing import Any

from django.urls import path

from curriculum.commons import api, views

public: list[Any] = [
    path("commons/", views.commons, name="commons"),
    path("commons/<uuid:pk>/", views.shared_version, name="commons-version"),
]
mine: list[Any] = []
here: list[Any] = [
    path("curricula/adopt/<uuid:pk>/", views.adopt, name="commons-adopt"),
    path("curricula/<uuid:pk>/versions/<int:number>/share/", views.share, name="commons-share"),
    path("curricula/withdraw/<uuid:pk>/", views.withdraw, name="commons-withdraw"),
]
api_public: list[Any] = [
    path("commons/", api.CommonsApi.as_view(), name="api-commons"),
    path("commons/<uuid:pk>/", api.SharedVersionApi.as_view(), name="api-commons-version"),
]
api_mine: list[Any] = []
api_here: list[Any] = [
    path("commons/<uuid:pk>/adopt/", api.AdoptApi.as_view(), name="api-commons-adopt"),
    path("curricula/<uuid:pk>/versions/<int:number>/share/", api.ShareApi.as_view(), name="api-commons-share"),
    path("commons/<uuid:pk>/withdraw/", api.WithdrawApi.as_view(), name="api-commons-withdraw"),
]
