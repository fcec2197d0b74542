from django.urls import include, path, re_path

from learners.moves.api import children
from learners.moves.api import here as api_of_here
from learners.moves.api import own as api
from learners.moves.views import here as of_here
from learners.moves.views import own

CHANGE = r"moves/(?P<pk>[0-9a-f-]{36})/(?P<to>agree|undo)/$"
mine = [
    path("moves/", own.moves, name="moves-list"),
    path("moves/new/", own.new_move, name="moves-new"),
    path("moves/<uuid:pk>/", own.move, name="moves-move"),
    re_path("^" + CHANGE, own.change, name="moves-change"),
    path("children/<uuid:child>/moves/", own.moves, name="moves-child-list"),
    path("children/<uuid:child>/moves/new/", own.new_move, name="moves-child-new"),
    path("children/<uuid:child>/moves/<uuid:pk>/", own.move, name="moves-child-move"),
    re_path(r"^children/(?P<child>[0-9a-f-]{36})/" + CHANGE, own.change, name="moves-child-change"),
]
here = [path("moves/", of_here.moved, name="moves-here")]
of_child = [
    path("moves/", children.ChildMovesApi.as_view(), name="api-moves-child-list"),
    path("moves/preview/", children.ChildPreviewApi.as_view(), name="api-moves-child-preview"),
    path("moves/<uuid:pk>/", children.ChildMoveApi.as_view(), name="api-moves-child-move"),
    path("moves/<uuid:pk>/agree/", children.ChildAgreeApi.as_view(), name="api-moves-child-agree"),
]
api_mine = [
    path("moves/", api.MovesApi.as_view(), name="api-moves-list"),
    path("moves/preview/", api.PreviewApi.as_view(), name="api-moves-preview"),
    path("moves/<uuid:pk>/", api.MoveApi.as_view(), name="api-moves-move"),
    path("moves/<uuid:pk>/agree/", api.AgreeApi.as_view(), name="api-moves-agree"),
    path("children/<uuid:child>/", include(of_child)),
]
api_here = [path("moves/", api_of_here.MovedApi.as_view(), name="api-moves-here")]
