from django.urls import include, path, re_path

from learners.progress.mentors.api import here as api_of_here
from learners.progress.mentors.api import own as api
from learners.progress.mentors.views import here as of_here
from learners.progress.mentors.views import own

mine = [
    path("mentors/", own.mentors, name="mentors-mentors"),
    path("mentors/ask/", own.ask_one, name="mentors-ask"),
    path("mentors/<uuid:pk>/end/", own.end, name="mentors-end"),
    path("children/<uuid:child>/mentors/", own.mentors, name="mentors-child-mentors"),
    path("children/<uuid:child>/mentors/ask/", own.ask_one, name="mentors-child-ask"),
    path("children/<uuid:child>/mentors/<uuid:pk>/end/", own.end, name="mentors-child-end"),
]
here = [
    path("mentoring/", of_here.mentoring, name="mentors-mentoring"),
    path("mentoring/<uuid:pk>/", of_here.learner, name="mentors-learner"),
    re_path(r"^mentoring/(?P<pk>[0-9a-f-]{36})/(?P<to>accept|decline|end)/$", of_here.change, name="mentors-change"),
    path("mentoring/<uuid:pk>/goals/<uuid:goal>/say/", of_here.say, name="mentors-say"),
    path("mentoring/<uuid:pk>/goals/<uuid:goal>/agree/", of_here.agree, name="mentors-agree"),
]
of_learner = [
    path("mentors/", api.MentorsApi.as_view(), name="api-mentors-mentors"),
    path("mentors/<uuid:pk>/", api.MentorApi.as_view(), name="api-mentors-mentor"),
]
of_child = [
    path("mentors/", api.ChildMentorsApi.as_view(), name="api-mentors-child-mentors"),
    path("mentors/<uuid:pk>/", api.ChildMentorApi.as_view(), name="api-mentors-child-mentor"),
]
api_mine = [*of_learner, path("children/<uuid:child>/", include(of_child))]
api_here = [
    path("mentors/", api_of_here.WhoMayMentorApi.as_view(), name="api-mentors-who"),
    path("mentoring/", api_of_here.MentoringsApi.as_view(), name="api-mentors-mentorings"),
    path("mentoring/<uuid:pk>/", api_of_here.MentoringApi.as_view(), name="api-mentors-mentoring"),
    path("mentoring/<uuid:pk>/goals/", api_of_here.MentoredGoalsApi.as_view(), name="api-mentors-goals"),
    path("mentoring/<uuid:pk>/goals/<uuid:goal>/notes/", api_of_here.NotesApi.as_view(), name="api-mentors-notes"),
    path(
        "mentoring/<uuid:pk>/goals/<uuid:goal>/agreement/",
        api_of_here.AgreementApi.as_view(),
        name="api-mentors-agreement",
    ),
]
