from django.urls import path

from files import api, views

here = [
    path("files/<uuid:pk>/<str:name>", views.stored_file, name="files-file"),
    path("logo", views.logo, name="files-logo"),
]
api_here = [path("files/", api.FilesApi.as_view(), name="api-files")]
