from django.urls import path

from learners.progress.attendance.api import here as api
from learners.progress.attendance.api import own as api_own
from learners.progress.attendance.views import own, rolls

mine = [
    path("attendance/", own.mine, name="attendance-own"),
    path("children/<uuid:child>/attendance/", own.of_child, name="attendance-child"),
]
here = [
    path("offerings/<uuid:pk>/attendance/", rolls.sessions, name="attendance-sessions"),
    path("offerings/<uuid:pk>/attendance/roll/", rolls.roll, name="attendance-roll"),
    path("offerings/enrolments/<uuid:pk>/attendance/", rolls.learner, name="attendance-learner"),
    path("offerings/learn/<uuid:pk>/absences/", own.announce, name="attendance-announce"),
    path("offerings/learn/<uuid:pk>/absences/<uuid:one>/delete/", own.unannounce, name="attendance-unannounce"),
]
api_mine = [
    path("attendance/", api_own.OwnAttendanceApi.as_view(), name="api-attendance-own"),
    path("children/<uuid:child>/attendance/", api_own.ChildAttendanceApi.as_view(), name="api-attendance-child"),
]
api_here = [
    path("offerings/<uuid:pk>/sessions/", api.SessionsApi.as_view(), name="api-attendance-sessions"),
    path("offerings/<uuid:pk>/roll/", api.RollApi.as_view(), name="api-attendance-roll"),
    path("learn/<uuid:pk>/attendance/", api.LearnersAttendanceApi.as_view(), name="api-attendance-learner"),
    path("learn/<uuid:pk>/absences/", api.AbsencesApi.as_view(), name="api-attendance-absences"),
    path("learn/<uuid:pk>/absences/<uuid:one>/", api.AbsenceApi.as_view(), name="api-attendance-absence"),
]
