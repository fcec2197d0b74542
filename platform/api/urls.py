from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from api.pages import DocumentationPage, problem_page
from api.progress import JobApi

public = [path("problems/<slug:slug>/", problem_page, name="api-problem")]
api_public = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", DocumentationPage.as_view(url_name="api-schema"), name="api-docs"),
    path("jobs/<uuid:pk>/", JobApi.as_view(), name="api-job"),
]
