from django.urls import path

from learners.progress.mastery.api import own as api
from learners.progress.mastery.views import own

mine = [
    path("mastery/", own.mine, name="mastery-own"),
    path("children/<uuid:child>/mastery/", own.of_child, name="mastery-child"),
]
api_mine = [
    path("mastery/", api.OwnMasteryApi.as_view(), name="api-mastery-own"),
    path("children/<uuid:child>/mastery/", api.ChildMasteryApi.as_view(), name="api-mastery-child"),
]
