from django.urls import include, path

from learners.mydata.api import copies as api
from learners.mydata.views import copies

of_child = [
    path("", copies.home, name="mydata-child-home"),
    path("copies/", copies.ask, name="mydata-child-ask"),
    path("copies/<uuid:pk>/", copies.download, name="mydata-child-download"),
    path("copies/<uuid:pk>/delete/", copies.forget, name="mydata-child-forget"),
]
mine = [
    path("data/", copies.home, name="mydata-home"),
    path("data/copies/", copies.ask, name="mydata-ask"),
    path("data/copies/<uuid:pk>/", copies.download, name="mydata-download"),
    path("data/copies/<uuid:pk>/delete/", copies.forget, name="mydata-forget"),
    path("children/<uuid:child>/data/", include(of_child)),
]
api_mine = [
    path("data/copies/", api.CopiesApi.as_view(), name="api-mydata-copies"),
    path("data/copies/<uuid:pk>/", api.CopyApi.as_view(), name="api-mydata-copy"),
    path("children/<uuid:child>/data/copies/", api.ChildCopiesApi.as_view(), name="api-mydata-child-copies"),
    path("children/<uuid:child>/data/copies/<uuid:pk>/", api.ChildCopyApi.as_view(), name="api-mydata-child-copy"),
]
