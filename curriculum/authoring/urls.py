from django.urls import path

from curriculum.authoring.api import comments as comments_api
from curriculum.authoring.api import documents as documents_api
from curriculum.authoring.api import presence as presence_api
from curriculum.authoring.views import comments, documents, presence, reading

ONE = "curricula/<uuid:pk>/"
PART = f"{ONE}parts/<uuid:key>/"
COMMENT = f"{ONE}comments/<uuid:comment>/"
here = [
    path(f"{ONE}comments/", comments.comments, name="authoring-comments"),
    path(f"{COMMENT}resolve/", comments.settle, name="authoring-resolve"),
    path(f"{COMMENT}reopen/", comments.open_again, name="authoring-reopen"),
    path(f"{ONE}draft/document/", documents.document, name="authoring-document"),
    path(f"{ONE}draft/pasted/", documents.pasted, name="authoring-pasted"),
    path(f"{ONE}draft/preview/", reading.reading, name="authoring-reading"),
    path(f"{ONE}draft/phone/", reading.phone, name="authoring-phone"),
    path(f"{PART}editing/", presence.beat, name="authoring-editing"),
]
api_here = [
    path(f"{ONE}comments/", comments_api.CommentsApi.as_view(), name="api-authoring-comments"),
    path(f"{COMMENT}resolution/", comments_api.ResolutionApi.as_view(), name="api-authoring-resolution"),
    path(f"{ONE}document/", documents_api.DocumentApi.as_view(), name="api-authoring-document"),
    path(f"{ONE}editing/", presence_api.AllEditingApi.as_view(), name="api-authoring-all-editing"),
    path(f"{PART}editing/", presence_api.EditingApi.as_view(), name="api-authoring-editing"),
]
