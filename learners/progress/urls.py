from django.urls import path

from learners.progress.api import marking, own, readiness
from learners.progress.views import activities, group, learning, ready

mine = [
    path("learning/", learning.all_learning, name="progress-all-learning"),
    path("learning/<uuid:pk>/", learning.learning, name="progress-learning"),
    path("children/", learning.my_children, name="progress-children"),
    path("children/<uuid:child>/attempts/", learning.child_attempts, name="progress-child-attempts"),
    path("children/<uuid:child>/attempts/<uuid:pk>/", learning.child_attempt, name="progress-child-attempt"),
    path("children/<uuid:child>/<uuid:pk>/", learning.child_learning, name="progress-child-learning"),
]
here = [
    path("offerings/<uuid:pk>/group/", group.group, name="progress-group"),
    path("offerings/<uuid:pk>/group/ready/", ready.ready, name="progress-ready"),
    path("offerings/<uuid:pk>/group.csv", group.group_csv, name="progress-group-csv"),
    path("offerings/<uuid:pk>/activities/<uuid:key>/", group.activity_column, name="progress-activity-column"),
    path("offerings/enrolments/<uuid:pk>/", group.enrolment, name="progress-enrolment"),
    path("offerings/learn/<uuid:pk>/<uuid:key>/", activities.activity, name="progress-activity"),
]
api_mine = [
    path("learning/", own.LearningsApi.as_view(), name="api-progress-learnings"),
    path("learning/<uuid:pk>/", own.LearningApi.as_view(), name="api-progress-learning"),
    path("next-steps/", own.StepsApi.as_view(), name="api-progress-steps"),
    path("children/<uuid:child>/attempts/", own.ChildAttemptsApi.as_view(), name="api-progress-child-attempts"),
    path("children/<uuid:child>/attempts/<uuid:pk>/", own.ChildAttemptApi.as_view(), name="api-progress-child-attempt"),
    path("children/<uuid:child>/learning/", own.ChildLearningsApi.as_view(), name="api-progress-child-learnings"),
    path(
        "children/<uuid:child>/learning/<uuid:pk>/",
        own.ChildLearningApi.as_view(),
        name="api-progress-child-learning",
    ),
]
api_here = [
    path("offerings/groups/", marking.GroupsApi.as_view(), name="api-progress-groups"),
    path("offerings/<uuid:pk>/group/", marking.GroupApi.as_view(), name="api-progress-group"),
    path("offerings/<uuid:pk>/group/ready/", readiness.ReadinessApi.as_view(), name="api-progress-ready"),
    path(
        "offerings/<uuid:pk>/group/competencies/",
        readiness.CompetenciesApi.as_view(),
        name="api-progress-competencies",
    ),
    path("offerings/<uuid:pk>/handed-in/", marking.HandedInApi.as_view(), name="api-progress-handed-in"),
    path("offerings/enrolments/<uuid:pk>/marks/", marking.MarksApi.as_view(), name="api-progress-marks"),
    path(
        "offerings/enrolments/<uuid:pk>/marks/changes/",
        marking.MarkChangesApi.as_view(),
        name="api-progress-mark-changes",
    ),
    path("offerings/enrolments/<uuid:pk>/marks/<uuid:key>/", marking.MarkApi.as_view(), name="api-progress-mark"),
    path("learn/<uuid:pk>/<uuid:key>/", marking.ActivityApi.as_view(), name="api-progress-activity"),
]
