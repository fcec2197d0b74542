from django.urls import path

from curriculum.releases import api, views

CURRICULUM = "curricula/<uuid:pk>/"
SUBMISSION = "submissions/<uuid:pk>/"
here = [
    path(f"{CURRICULUM}publish/", views.publish, name="releases-publish"),
    path(f"{CURRICULUM}use/", views.use, name="releases-use"),
    path(SUBMISSION, views.submission, name="releases-submission"),
    path(f"{SUBMISSION}opinion/", views.opinion, name="releases-opinion"),
    path(f"{SUBMISSION}take-back/", views.take_back, name="releases-take-back"),
    path(f"{SUBMISSION}publish/", views.release, name="releases-release"),
]
api_here = [
    path(f"{CURRICULUM}submissions/", api.SubmissionsApi.as_view(), name="api-releases-submissions"),
    path(f"{CURRICULUM}uses/", api.UsesApi.as_view(), name="api-releases-uses"),
    path(SUBMISSION, api.SubmissionApi.as_view(), name="api-releases-submission"),
    path(f"{SUBMISSION}opinion/", api.OpinionApi.as_view(), name="api-releases-opinion"),
    path(f"{SUBMISSION}publish/", api.ReleaseApi.as_view(), name="api-releases-release"),
]
