from django.urls import path

from curriculum import api, coauthor_api, framework_api
from curriculum.media import api as media_api
from curriculum.media import views as media
from curriculum.views import coauthors, drafts, frameworks, lists, naming, nodes, versions

ONE = "curricula/<uuid:pk>/"
PART = f"{ONE}parts/<uuid:key>/"
MEDIUM = f"{PART}files/<uuid:file>/"
FRAMEWORK = "frameworks/<uuid:pk>/"
COMPETENCY = f"{FRAMEWORK}<uuid:key>/"
here = [
    path("frameworks/", frameworks.list_of_frameworks, name="curriculum-frameworks"),
    path("frameworks/new/", frameworks.new, name="curriculum-new-framework"),
    path(FRAMEWORK, frameworks.framework, name="curriculum-framework"),
    path(f"{FRAMEWORK}edit/", frameworks.edit, name="curriculum-edit-framework"),
    path(f"{FRAMEWORK}new/", frameworks.write, name="curriculum-new-competency"),
    path(COMPETENCY, frameworks.competency, name="curriculum-competency"),
    path(f"{COMPETENCY}edit/", frameworks.write, name="curriculum-edit-competency"),
    path(f"{COMPETENCY}move/<str:to>/", frameworks.move, name="curriculum-move-competency"),
    path(f"{COMPETENCY}delete/", frameworks.delete, name="curriculum-delete-competency"),
    path(f"{COMPETENCY}links/", frameworks.link, name="curriculum-link"),
    path(f"{COMPETENCY}links/<uuid:link>/end/", frameworks.unlink, name="curriculum-unlink"),
    path("curricula/", lists.curricula, name="curriculum-list"),
    path("curricula/new/", lists.new, name="curriculum-new"),
    path(ONE, versions.curriculum, name="curriculum-curriculum"),
    path(f"{ONE}draft/", drafts.draft, name="curriculum-draft"),
    path(f"{ONE}edit/", drafts.about, name="curriculum-edit"),
    path(f"{ONE}archive/", drafts.archive, name="curriculum-archive"),
    path(f"{ONE}restore/", drafts.restore, name="curriculum-restore"),
    path(f"{ONE}authors/", coauthors.coauthors, name="curriculum-coauthors"),
    path(f"{ONE}authors/<uuid:grant>/end/", coauthors.end, name="curriculum-end-coauthor"),
    path(f"{ONE}parts/new/", nodes.new, name="curriculum-new-node"),
    path(f"{ONE}parts/preview/", nodes.preview, name="curriculum-preview"),
    path(PART, nodes.edit, name="curriculum-node"),
    path(f"{PART}move/<str:to>/", nodes.move, name="curriculum-move-node"),
    path(f"{PART}place/", nodes.place, name="curriculum-place-node"),
    path(f"{PART}delete/", nodes.delete, name="curriculum-delete-node"),
    path(f"{PART}competencies/", naming.competencies, name="curriculum-part-competencies"),
    path(f"{PART}before/", naming.before, name="curriculum-part-before"),
    path(f"{PART}languages/", naming.languages, name="curriculum-part-languages"),
    path(f"{PART}languages/<str:language>/", naming.translation, name="curriculum-part-translation"),
    path(f"{PART}languages/<str:language>/delete/", naming.drop_translation, name="curriculum-drop-translation"),
    path(f"{PART}files/", media.media, name="curriculum-media"),
    path(MEDIUM, media.medium, name="curriculum-medium"),
    path(f"{MEDIUM}delete/", media.delete, name="curriculum-delete-medium"),
    path(f"{MEDIUM}captions/", media.captions, name="curriculum-captions"),
    path(f"{MEDIUM}captions/<str:language>/delete/", media.no_captions, name="curriculum-no-captions"),
    path(f"{ONE}versions/<int:number>/", versions.version, name="curriculum-version"),
    path(f"{ONE}versions/<int:old>/to/<int:new>/", versions.compare, name="curriculum-compare"),
]
api_mine = [path("coauthored/", coauthor_api.CoauthoredApi.as_view(), name="api-curriculum-coauthored")]
api_here = [
    path("frameworks/", framework_api.FrameworksApi.as_view(), name="api-curriculum-frameworks"),
    path(FRAMEWORK, framework_api.FrameworkApi.as_view(), name="api-curriculum-framework"),
    path(f"{FRAMEWORK}competencies/", framework_api.CompetenciesApi.as_view(), name="api-curriculum-competencies"),
    path(
        f"{FRAMEWORK}competencies/<uuid:key>/", framework_api.CompetencyApi.as_view(), name="api-curriculum-competency"
    ),
    path(f"{FRAMEWORK}competencies/<uuid:key>/links/", framework_api.LinksApi.as_view(), name="api-curriculum-links"),
    path(
        f"{FRAMEWORK}competencies/<uuid:key>/links/<uuid:link>/",
        framework_api.LinkApi.as_view(),
        name="api-curriculum-link",
    ),
    path("curricula/", api.CurriculaApi.as_view(), name="api-curriculum-list"),
    path(ONE, api.CurriculumApi.as_view(), name="api-curriculum-curriculum"),
    path(f"{ONE}archive/", api.ArchiveApi.as_view(), name="api-curriculum-archive"),
    path(f"{ONE}parts/", api.NodesApi.as_view(), name="api-curriculum-nodes"),
    path(PART, api.NodeApi.as_view(), name="api-curriculum-node"),
    path(f"{PART}files/", media_api.MediaApi.as_view(), name="api-curriculum-media"),
    path(MEDIUM, media_api.MediumApi.as_view(), name="api-curriculum-medium"),
    path(f"{MEDIUM}captions/<str:language>/", media_api.CaptionsApi.as_view(), name="api-curriculum-captions"),
    path(f"{PART}move/", api.MoveApi.as_view(), name="api-curriculum-move"),
    path(f"{PART}place/", api.PlaceApi.as_view(), name="api-curriculum-place"),
    path(f"{ONE}authors/", coauthor_api.CoauthorsApi.as_view(), name="api-curriculum-coauthors"),
    path(f"{ONE}authors/<uuid:grant>/", coauthor_api.CoauthorApi.as_view(), name="api-curriculum-coauthor"),
    path(f"{ONE}checks/", api.ChecksApi.as_view(), name="api-curriculum-checks"),
    path(f"{ONE}versions/", api.VersionsApi.as_view(), name="api-curriculum-versions"),
    path(f"{ONE}versions/<int:number>/", api.VersionApi.as_view(), name="api-curriculum-version"),
    path(f"{ONE}versions/<int:old>/to/<int:new>/", api.CompareApi.as_view(), name="api-curriculum-compare"),
]
