from typing import Any

from django.urls import path

from learners.progress.views import activities, group, learning

public: list[Any] = []
mine: list[Any] = [
    path("learning/", learning.all_learning, name="progress-all-learning"),
    path("learning/<uuid:pk>/", learning.learning, name="progress-learning"),
    path("children/", learning.my_children, name="progress-children"),
    path("children/<uuid:child>/<uuid:pk>/", learning.child_learning, name="progress-child-learning"),
]
here: list[Any] = [
    path("offerings/<uuid:pk>/group/", group.group, name="progress-group"),
    path("offerings/<uuid:pk>/activities/<uuid:key>/", group.activity_column, name="progress-activity-column"),
    path("enrolments/<uuid:pk>/", group.enrolment, name="progress-enrolment"),
    path("learn/<uuid:pk>/<uuid:key>/", activities.activity, name="progress-activity"),
]
api_public: list[Any] = []
api_mine: list[Any] = []
api_here: list[Any] = []
