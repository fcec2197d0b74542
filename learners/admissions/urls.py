from django.urls import path

from learners.admissions.api import appeals as api_appeals
from learners.admissions.api import offers as api_offers
from learners.admissions.api import rounds as api
from learners.admissions.api import treatment as api_treatment
from learners.admissions.views import appeals, drawn, offers, rounds, treatment

here = [
    path("offerings/draw_again.py", drawn.program, name="admissions-program"),
    path("offerings/<uuid:pk>/applications/", rounds.applications, name="admissions-applications"),
    path("offerings/<uuid:pk>/applications/open/", rounds.open_applications, name="admissions-open"),
    path("offerings/<uuid:pk>/apply/", rounds.apply_here, name="admissions-apply"),
    path("offerings/<uuid:pk>/apply/<uuid:child>/", rounds.apply_for_child, name="admissions-apply-child"),
    path("offerings/<uuid:pk>/draw/", drawn.drawn, name="admissions-draw"),
    path("offerings/<uuid:pk>/draw/seed/", treatment.new_seed, name="admissions-seed"),
    path("offerings/<uuid:pk>/draw/treatment/", treatment.treatment, name="admissions-treatment"),
    path("offerings/<uuid:pk>/draw.json", drawn.document, name="admissions-document"),
    path("offerings/applications/<uuid:pk>/withdraw/", rounds.withdraw, name="admissions-withdraw"),
    path("offerings/applications/<uuid:pk>/groups/", rounds.confirm, name="admissions-confirm"),
    path("offerings/<uuid:pk>/appeals/", appeals.appeals, name="admissions-appeals"),
    path("offerings/applications/<uuid:pk>/appeal/", appeals.make, name="admissions-appeal"),
    path("offerings/appeals/<uuid:pk>/answer/", appeals.answer, name="admissions-answer"),
    path("offerings/enrolments/<uuid:pk>/accept/", offers.accept, name="admissions-accept"),
]
api_mine = [path("applications/", api.OwnApplicationsApi.as_view(), name="api-admissions-own")]
api_here = [
    path("offerings/<uuid:pk>/round/", api.RoundApi.as_view(), name="api-admissions-round"),
    path("offerings/<uuid:pk>/apply/", api.ApplyApi.as_view(), name="api-admissions-apply"),
    path("offerings/<uuid:pk>/apply/<uuid:child>/", api.ApplyChildApi.as_view(), name="api-admissions-apply-child"),
    path("offerings/<uuid:pk>/applications/", api.ApplicationsApi.as_view(), name="api-admissions-applications"),
    path("offerings/<uuid:pk>/draw/", api.DrawApi.as_view(), name="api-admissions-draw"),
    path("offerings/<uuid:pk>/draw/seed/", api_treatment.SeedApi.as_view(), name="api-admissions-seed"),
    path("offerings/<uuid:pk>/draw/treatment/", api_treatment.TreatmentApi.as_view(), name="api-admissions-treatment"),
    path("offerings/applications/<uuid:pk>/", api.ApplicationApi.as_view(), name="api-admissions-application"),
    path("offerings/applications/<uuid:pk>/groups/", api.GroupsApi.as_view(), name="api-admissions-groups"),
    path("offerings/<uuid:pk>/appeals/", api_appeals.AppealsApi.as_view(), name="api-admissions-appeals"),
    path("offerings/applications/<uuid:pk>/appeal/", api_appeals.AppealApi.as_view(), name="api-admissions-appeal"),
    path("offerings/appeals/<uuid:pk>/answer/", api_appeals.AppealAnswerApi.as_view(), name="api-admissions-answer"),
    path("offerings/enrolments/<uuid:pk>/accept/", api_offers.TakePlaceApi.as_view(), name="api-admissions-accept"),
]
