from typing import Any

from django.urls import path

from api.progress import JobApi

public: list[Any] = []
api_public = [path("jobs/<uuid:pk>/", JobApi.as_view(), name="api-job")]
