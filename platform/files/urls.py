from typing import Any

from django.urls import path

from files import api, views

public: list[Any] = []
mine: list[Any] = []
here: list[Any] = [
    path("files/<uuid:pk>/<str:name>", views.stored_file, name="files-file"),
    path("logo", views.logo, name="files-logo"),
]
api_public: list[Any] = []
api_mine: list[Any] = []
api_here: list[Any] = [path("files/", api.FilesApi.as_view(), name="api-files")]
