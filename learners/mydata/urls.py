from django.urls import include, path

from learners.mydata.api import copies as api
from learners.mydata.api import correcting as api_correcting
from learners.mydata.api import here as api_of_here
from learners.mydata.api import own as api_own
from learners.mydata.views import copies, correcting, own
from learners.mydata.views import here as of_here

of_child = [
    path("", copies.home, name="mydata-child-home"),
    path("copies/", copies.ask, name="mydata-child-ask"),
    path("copies/<uuid:pk>/", copies.download, name="mydata-child-download"),
    path("copies/<uuid:pk>/delete/", copies.forget, name="mydata-child-forget"),
    path("erase/<slug:slug>/", own.erase, name="mydata-child-erase"),
    path("places/<slug:slug>/", own.kept, name="mydata-child-place"),
    path("places/<slug:slug>/correct/", correcting.correct, name="mydata-child-correct"),
    path("close/", own.close, name="mydata-child-close"),
    path("close/undo/", own.undo, name="mydata-child-undo"),
]
mine = [
    path("data/", copies.home, name="mydata-home"),
    path("data/copies/", copies.ask, name="mydata-ask"),
    path("data/copies/<uuid:pk>/", copies.download, name="mydata-download"),
    path("data/copies/<uuid:pk>/delete/", copies.forget, name="mydata-forget"),
    path("data/erase/<slug:slug>/", own.erase, name="mydata-erase"),
    path("data/places/<slug:slug>/", own.kept, name="mydata-place"),
    path("data/places/<slug:slug>/correct/", correcting.correct, name="mydata-correct"),
    path("data/close/", own.close, name="mydata-close"),
    path("data/close/undo/", own.undo, name="mydata-undo"),
    path("children/<uuid:child>/data/", include(of_child)),
]
here = [
    path("corrections/", correcting.correction_list, name="mydata-corrections"),
    path("corrections/<uuid:pk>/", correcting.answer, name="mydata-answer-correction"),
    path("clearings/", of_here.clearing_log, name="mydata-clearings"),
    path("erasures/", of_here.erasures, name="mydata-erasures"),
    path("erasures/<uuid:pk>/erase/", of_here.erase, name="mydata-erase-here"),
    path("erasures/<uuid:pk>/refuse/", of_here.refuse, name="mydata-refuse-here"),
]
api_of_child = [
    path("copies/", api.ChildCopiesApi.as_view(), name="api-mydata-child-copies"),
    path("copies/<uuid:pk>/", api.ChildCopyApi.as_view(), name="api-mydata-child-copy"),
    path("corrections/", api_correcting.ChildCorrectionsApi.as_view(), name="api-mydata-child-corrections"),
    path("erasures/", api_own.ChildErasuresApi.as_view(), name="api-mydata-child-erasures"),
    path("places/<slug:slug>/", api_own.ChildPlaceApi.as_view(), name="api-mydata-child-place"),
    path("closing/", api_own.ChildClosingApi.as_view(), name="api-mydata-child-closing"),
]
api_mine = [
    path("data/copies/", api.CopiesApi.as_view(), name="api-mydata-copies"),
    path("data/copies/<uuid:pk>/", api.CopyApi.as_view(), name="api-mydata-copy"),
    path("data/corrections/", api_correcting.CorrectionsApi.as_view(), name="api-mydata-corrections"),
    path("data/erasures/", api_own.ErasuresApi.as_view(), name="api-mydata-erasures"),
    path("data/places/<slug:slug>/", api_own.PlaceApi.as_view(), name="api-mydata-place"),
    path("data/closing/", api_own.ClosingApi.as_view(), name="api-mydata-closing"),
    path("children/<uuid:child>/data/", include(api_of_child)),
]
api_here = [
    path("corrections/", api_correcting.CorrectionRequestsApi.as_view(), name="api-mydata-corrections-here"),
    path(
        "corrections/<uuid:pk>/answer/",
        api_correcting.CorrectionAnswerApi.as_view(),
        name="api-mydata-answer-correction",
    ),
    path("clearings/", api_of_here.ClearingsApi.as_view(), name="api-mydata-clearings"),
    path("erasures/", api_of_here.ErasureRequestsApi.as_view(), name="api-mydata-here"),
    path("erasures/<uuid:pk>/answer/", api_of_here.ErasureAnswerApi.as_view(), name="api-mydata-answer"),
]
