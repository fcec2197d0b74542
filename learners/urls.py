from django.urls import path, re_path

from learners.api import enrolments as api_enrolments
from learners.api import guardians as api_guardians
from learners.api import offerings as api_offerings
from learners.api import pausing as api_pausing
from learners.api import timetable as api_timetable
from learners.views import enrolments, guardians, offerings, pausing, timetable

public = [path("offerings/", offerings.offerings, name="learners-catalogue")]
mine = [
    path("who-looked/", guardians.who_looked, name="learners-who-looked"),
    path("week/", timetable.my_week, name="learners-week"),
    path("children/<uuid:child>/week/", timetable.child_week, name="learners-child-week"),
]
here = [
    path("offerings/", offerings.offering_list, name="learners-offerings"),
    path("offerings/new/", offerings.new_offering, name="learners-new-offering"),
    path("offerings/<uuid:pk>/", offerings.offering, name="learners-offering"),
    path("offerings/<uuid:pk>/edit/", offerings.edit_offering, name="learners-edit-offering"),
    re_path(
        r"^offerings/(?P<pk>[0-9a-f-]{36})/(?P<to>publish|close|end)/$",
        offerings.lead_offering,
        name="learners-lead-offering",
    ),
    path("offerings/<uuid:pk>/enrol/", enrolments.enrol_here, name="learners-enrol"),
    path("offerings/<uuid:pk>/enrol/<uuid:child>/", enrolments.enrol_my_child, name="learners-enrol-child"),
    path("offerings/<uuid:pk>/learners/", enrolments.learners, name="learners-learners"),
    path("offerings/enrolments/<uuid:pk>/leave/", enrolments.leave, name="learners-leave"),
    re_path(
        r"^offerings/enrolments/(?P<pk>[0-9a-f-]{36})/(?P<to>pause|return|stay)/$",
        pausing.change,
        name="learners-change",
    ),
    path("offerings/enrolments/<uuid:pk>/kind/", pausing.kind, name="learners-kind"),
    path("offerings/enrolments/<uuid:pk>/complete/", enrolments.complete, name="learners-complete"),
    path("offerings/guardians/", guardians.guardianships, name="learners-guardianships"),
    path("offerings/guardians/<uuid:pk>/end/", guardians.end, name="learners-end-guardianship"),
]
api_public = [path("offerings/", api_offerings.CatalogueApi.as_view(), name="api-learners-catalogue")]
api_mine = [
    path("guardianships/", api_guardians.OwnGuardianshipsApi.as_view(), name="api-learners-own-guardianships"),
    path("who-looked/", api_guardians.LooksApi.as_view(), name="api-learners-who-looked"),
    path("week/", api_timetable.WeekApi.as_view(), name="api-learners-week"),
    path("learning/<uuid:pk>/changes/", api_pausing.OwnChangesApi.as_view(), name="api-learners-own-changes"),
    path(
        "children/<uuid:child>/learning/<uuid:pk>/changes/",
        api_pausing.ChildChangesApi.as_view(),
        name="api-learners-child-changes",
    ),
    path("children/<uuid:child>/week/", api_timetable.ChildWeekApi.as_view(), name="api-learners-child-week"),
]
api_here = [
    path("offerings/", api_offerings.OfferingsApi.as_view(), name="api-learners-offerings"),
    path("offerings/<uuid:pk>/", api_offerings.OfferingApi.as_view(), name="api-learners-offering"),
    path("offerings/<uuid:pk>/settings/", api_offerings.OfferingSettingsApi.as_view(), name="api-learners-settings"),
    path("offerings/<uuid:pk>/state/", api_offerings.OfferingStateApi.as_view(), name="api-learners-state"),
    path("offerings/<uuid:pk>/enrol/", api_enrolments.EnrolApi.as_view(), name="api-learners-enrol"),
    path(
        "offerings/<uuid:pk>/enrol/<uuid:child>/",
        api_enrolments.EnrolChildApi.as_view(),
        name="api-learners-enrol-child",
    ),
    path("offerings/<uuid:pk>/enrolments/", api_enrolments.EnrolmentsApi.as_view(), name="api-learners-enrolments"),
    path("offerings/enrolments/<uuid:pk>/", api_enrolments.EnrolmentApi.as_view(), name="api-learners-enrolment"),
    path("offerings/enrolments/<uuid:pk>/outcome/", api_enrolments.OutcomeApi.as_view(), name="api-learners-outcome"),
    path("offerings/enrolments/<uuid:pk>/leave/", api_enrolments.LeaveApi.as_view(), name="api-learners-leave"),
    path("offerings/enrolments/<uuid:pk>/pause/", api_pausing.PauseApi.as_view(), name="api-learners-pause"),
    path("offerings/enrolments/<uuid:pk>/return/", api_pausing.ReturnApi.as_view(), name="api-learners-return"),
    path("offerings/enrolments/<uuid:pk>/stay/", api_pausing.StayApi.as_view(), name="api-learners-stay"),
    path("offerings/enrolments/<uuid:pk>/kind/", api_pausing.KindApi.as_view(), name="api-learners-kind"),
    path("offerings/enrolments/<uuid:pk>/changes/", api_pausing.ChangesApi.as_view(), name="api-learners-changes"),
    path("offerings/guardians/", api_guardians.GuardianshipsApi.as_view(), name="api-learners-guardianships"),
    path("offerings/guardians/<uuid:pk>/", api_guardians.GuardianshipApi.as_view(), name="api-learners-guardianship"),
]
