from django.urls import path

from curriculum.authoring.api import comments as comments_api
from curriculum.authoring.views import comments

ONE = "curricula/<uuid:pk>/"
COMMENT = f"{ONE}comments/<uuid:comment>/"
here = [
    path(f"{ONE}comments/", comments.comments, name="authoring-comments"),
    path(f"{COMMENT}resolve/", comments.settle, name="authoring-resolve"),
    path(f"{COMMENT}reopen/", comments.open_again, name="authoring-reopen"),
]
api_here = [
    path(f"{ONE}comments/", comments_api.CommentsApi.as_view(), name="api-authoring-comments"),
    path(f"{COMMENT}resolution/", comments_api.ResolutionApi.as_view(), name="api-authoring-resolution"),
]
