from django.urls import path

from learners.turn.api import here as api_here_
from learners.turn.api import own as api_own
from learners.turn.views import here as of_here
from learners.turn.views import own

mine = [
    path("plan/terms/", own.mine, name="turn-own"),
    path("plan/terms/<uuid:pk>/carry-on/", own.carry, name="turn-carry"),
    path("plan/terms/carried/<uuid:pk>/take-back/", own.back, name="turn-back"),
]
here = [
    path("terms/", of_here.terms, name="turn-terms"),
    path("terms/<slug:key>/", of_here.term, name="turn-term"),
    path("terms/turns/<uuid:pk>/", of_here.turn, name="turn-turn"),
    path("terms/turns/<uuid:pk>/undo/", of_here.undo, name="turn-undo"),
]
api_mine = [
    path("terms/", api_own.OwnTermsApi.as_view(), name="api-turn-own"),
    path("terms/<uuid:pk>/carry-on/", api_own.CarryOnApi.as_view(), name="api-turn-carry"),
]
api_here = [
    path("terms/", api_here_.TermsApi.as_view(), name="api-turn-terms"),
    path("terms/<slug:key>/", api_here_.TermApi.as_view(), name="api-turn-term"),
    path("terms/turns/<uuid:pk>/", api_here_.TurnApi.as_view(), name="api-turn-turn"),
]
