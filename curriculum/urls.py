from typing import Any

from django.urls import path

from curriculum import api
from curriculum.views import publishing, reading, writing

ONE = "curricula/<uuid:pk>/"
public: list[Any] = []
mine: list[Any] = []
here: list[Any] = [
    path("curricula/", reading.curriculum_list, name="curriculum-list"),
    path("curricula/new/", writing.new_curriculum, name="curriculum-new"),
    path(ONE, reading.curriculum, name="curriculum-curriculum"),
    path(f"{ONE}edit/", writing.edit_about, name="curriculum-edit"),
    path(f"{ONE}publish/", publishing.publish, name="curriculum-publish"),
    path(f"{ONE}archive/", publishing.archive, name="curriculum-archive"),
    path(f"{ONE}authors/", publishing.invite_coauthor, name="curriculum-coauthors"),
    path(f"{ONE}authors/<uuid:grant>/end/", publishing.end_coauthor, name="curriculum-end-coauthor"),
    path(f"{ONE}parts/new/", writing.new_node, name="curriculum-new-node"),
    path(f"{ONE}parts/<uuid:key>/", writing.edit_one, name="curriculum-node"),
    path(f"{ONE}parts/<uuid:key>/move/<str:to>/", writing.move_one, name="curriculum-move-node"),
    path(f"{ONE}parts/<uuid:key>/delete/", writing.delete_one, name="curriculum-delete-node"),
    path(f"{ONE}versions/<int:number>/", reading.version, name="curriculum-version"),
    path(f"{ONE}versions/<int:old>/to/<int:new>/", reading.comparison, name="curriculum-comparison"),
]
api_public: list[Any] = []
api_mine: list[Any] = []
api_here: list[Any] = [
    path("curricula/", api.CurriculaApi.as_view(), name="api-curriculum-list"),
    path(ONE, api.CurriculumApi.as_view(), name="api-curriculum-curriculum"),
    path(f"{ONE}parts/", api.NodesApi.as_view(), name="api-curriculum-nodes"),
    path(f"{ONE}parts/<uuid:key>/", api.NodeApi.as_view(), name="api-curriculum-node"),
    path(f"{ONE}parts/<uuid:key>/move/", api.MoveApi.as_view(), name="api-curriculum-move"),
    path(f"{ONE}authors/", api.CoauthorsApi.as_view(), name="api-curriculum-coauthors"),
    path(f"{ONE}authors/<uuid:grant>/", api.CoauthorApi.as_view(), name="api-curriculum-coauthor"),
    path(f"{ONE}versions/", api.VersionsApi.as_view(), name="api-curriculum-versions"),
    path(f"{ONE}versions/<int:number>/", api.VersionApi.as_view(), name="api-curriculum-version"),
]
