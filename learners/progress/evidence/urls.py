from django.urls import path

from learners.progress.evidence.api import here as api
from learners.progress.evidence.api import own as api_own
from learners.progress.evidence.views import assessing, own, pieces

mine = [
    path("evidence/", own.own_list, name="evidence-own"),
    path("evidence/<uuid:pk>/", own.own_piece, name="evidence-own-piece"),
    path("children/<uuid:child>/evidence/", own.child_list, name="evidence-child-list"),
    path("children/<uuid:child>/evidence/<uuid:pk>/", own.child_piece, name="evidence-child-piece"),
]
here = [
    path("offerings/learn/<uuid:pk>/evidence/", pieces.pieces, name="evidence-list"),
    path("offerings/learn/<uuid:pk>/evidence/new/", pieces.new, name="evidence-new"),
    path("evidence/", assessing.waiting, name="evidence-waiting"),
    path("evidence/<uuid:pk>/", assessing.piece, name="evidence-piece"),
    path("evidence/<uuid:pk>/assess/", assessing.assess_piece, name="evidence-assess"),
    path("evidence/<uuid:pk>/ask/", assessing.ask, name="evidence-ask"),
    path("evidence/<uuid:pk>/delete/", pieces.delete, name="evidence-delete"),
    path("evidence/<uuid:pk>/files/<str:name>", pieces.file, name="evidence-file"),
]
api_mine = [
    path("evidence/", api_own.OwnEvidenceApi.as_view(), name="api-evidence-own"),
    path("evidence/<uuid:pk>/", api_own.OwnPieceApi.as_view(), name="api-evidence-own-piece"),
    path("evidence-asks/", api_own.OwnAsksApi.as_view(), name="api-evidence-own-asks"),
    path("children/<uuid:child>/evidence/", api_own.ChildEvidenceApi.as_view(), name="api-evidence-child"),
]
api_here = [
    path("learn/<uuid:pk>/evidence/", api.LearnersEvidenceApi.as_view(), name="api-evidence-list"),
    path("evidence/", api.WaitingApi.as_view(), name="api-evidence-waiting"),
    path("evidence/<uuid:pk>/", api.PieceApi.as_view(), name="api-evidence-piece"),
    path("evidence/<uuid:pk>/assessments/", api.AssessmentsApi.as_view(), name="api-evidence-assessments"),
    path("evidence/<uuid:pk>/asks/", api.AsksApi.as_view(), name="api-evidence-asks"),
]
