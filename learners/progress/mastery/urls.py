from django.urls import path

from learners.progress.mastery.api import here as api_of_here
from learners.progress.mastery.api import own as api
from learners.progress.mastery.views import here as of_here
from learners.progress.mastery.views import own

mine = [
    path("mastery/", own.mine, name="mastery-own"),
    path("children/<uuid:child>/mastery/", own.of_child, name="mastery-child"),
]
here = [path("offerings/enrolments/<uuid:pk>/mastery/", of_here.of_learner, name="mastery-shared")]
api_mine = [
    path("mastery/", api.OwnMasteryApi.as_view(), name="api-mastery-own"),
    path("children/<uuid:child>/mastery/", api.ChildMasteryApi.as_view(), name="api-mastery-child"),
]
api_here = [path("learn/<uuid:pk>/mastery/", api_of_here.LearnersMasteryApi.as_view(), name="api-mastery-shared")]
