from django.urls import path

from curriculum.interchange import api, views

here = [
    path("imports/", views.imports, name="interchange-imports"),
    path("imports/<uuid:pk>/", views.one, name="interchange-import"),
]
api_here = [
    path("imports/", api.ImportsApi.as_view(), name="api-interchange-imports"),
    path("imports/<uuid:pk>/", api.ImportApi.as_view(), name="api-interchange-import"),
]
