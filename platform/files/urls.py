from django.urls import path

from files import api, views

here = [
    path("files/<uuid:pk>/<str:name>", views.stored_file, name="files-file"),
    path("exports/<uuid:pk>/", views.exported, name="files-export"),
    path("logo", views.logo, name="files-logo"),
]
api_here = [
    path("files/", api.FilesApi.as_view(), name="api-files"),
    path("exports/", api.ExportsApi.as_view(), name="api-files-exports"),
    path("exports/<uuid:pk>/", api.ExportApi.as_view(), name="api-files-export"),
]
