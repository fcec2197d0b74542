from django.urls import path

from learners.progress.family.api import pages as api
from learners.progress.family.views import here as of_here
from learners.progress.family.views import own

mine = [
    path("page/", own.mine, name="family-own"),
    path("children/<uuid:child>/page/", own.of_child, name="family-child"),
]
here = [
    path("offerings/<uuid:pk>/group/pages/", of_here.group, name="family-group"),
    path("offerings/enrolments/<uuid:pk>/page/", of_here.one, name="family-one"),
]
api_mine = [
    path("page/", api.OwnPageApi.as_view(), name="api-family-own"),
    path("children/<uuid:child>/page/", api.ChildPageApi.as_view(), name="api-family-child"),
]
api_here = [
    path("offerings/<uuid:pk>/group/pages/", api.GroupPagesApi.as_view(), name="api-family-group"),
    path("offerings/enrolments/<uuid:pk>/page/", api.OnePageApi.as_view(), name="api-family-one"),
]
