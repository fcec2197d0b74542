from typing import Any

from django.urls import path, re_path

from learners.views import enrolments, guardians, offerings

public: list[Any] = [path("offerings/", offerings.offerings, name="learners-catalogue")]
mine: list[Any] = [path("who-looked/", guardians.who_looked, name="learners-who-looked")]
here: list[Any] = [
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
    path("offerings/<uuid:pk>/learners/", enrolments.learners, name="learners-learners"),
    path("enrolments/<uuid:pk>/leave/", enrolments.leave, name="learners-leave"),
    path("enrolments/<uuid:pk>/complete/", enrolments.complete, name="learners-complete"),
    path("guardians/", guardians.guardianships, name="learners-guardianships"),
    path("guardians/<uuid:pk>/end/", guardians.end, name="learners-end-guardianship"),
]
api_public: list[Any] = []
api_mine: list[Any] = []
api_here: list[Any] = []
