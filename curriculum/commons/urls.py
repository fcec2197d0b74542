from django.urls import path

from curriculum.commons import api, views

public = [
    path("commons/", views.commons, name="commons"),
    path("commons/<uuid:pk>/", views.shared_version, name="commons-version"),
]
here = [
    path("curricula/adopt/<uuid:pk>/", views.adopt, name="commons-adopt"),
    path("curricula/<uuid:pk>/versions/<int:number>/share/", views.share, name="commons-share"),
    path("curricula/withdraw/<uuid:pk>/", views.withdraw, name="commons-withdraw"),
]
api_public = [
    path("commons/", api.CommonsApi.as_view(), name="api-commons"),
    path("commons/<uuid:pk>/", api.SharedVersionApi.as_view(), name="api-commons-version"),
]
api_here = [
    path("commons/<uuid:pk>/adopt/", api.AdoptApi.as_view(), name="api-commons-adopt"),
    path("curricula/<uuid:pk>/versions/<int:number>/share/", api.ShareApi.as_view(), name="api-commons-share"),
    path("commons/<uuid:pk>/withdraw/", api.WithdrawApi.as_view(), name="api-commons-withdraw"),
]
