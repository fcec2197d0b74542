from django.urls import path
from django.views.generic import RedirectView

from accounts import api, sign_in, views

public = [
    path("account/", RedirectView.as_view(pattern_name="accounts-me")),
    path("language/", views.language, name="language"),
    *sign_in.pages,
]
mine = [
    path("account/", views.me, name="accounts-me"),
    path("account/details/", views.details, name="accounts-details"),
    path("account/close/", views.close, name="accounts-close"),
    path("sessions/", views.sessions, name="accounts-sessions"),
    path("sessions/end/", views.sessions_end, name="accounts-sessions-end"),
    path("sessions/<int:pk>/end/", views.session_end, name="accounts-session-end"),
]
api_mine = [
    path("", api.MeApi.as_view(), name="api-accounts-me"),
    path("sessions/", api.SessionsApi.as_view(), name="api-accounts-sessions"),
    path("sessions/<int:pk>/", api.SessionApi.as_view(), name="api-accounts-session"),
]
