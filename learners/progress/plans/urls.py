from django.urls import path, re_path

from learners.progress.plans.api import goals as api_goals
from learners.progress.plans.api import suggestions as api_suggestions
from learners.progress.plans.views import children, goals, plan

STEP = r"^plan/(?P<pk>[0-9a-f-]{36})/steps/(?P<key>[0-9a-f-]{36})/"
mine = [
    path("plan/", plan.plan, name="plans-plan"),
    path("children/<uuid:child>/plan/", children.child_plan, name="plans-child-plan"),
    path("plan/competency/", plan.set_competency, name="plans-set-competency"),
    path("plan/offerings/<uuid:card>/", plan.put_in, name="plans-put-in"),
    path("plan/offerings/<uuid:card>/not-for-me/", plan.not_for_me, name="plans-not-for-me"),
    path("plan/offerings/<uuid:card>/all-the-same/", plan.all_the_same, name="plans-all-the-same"),
    path("plan/offerings/<uuid:card>/take-back/", plan.back, name="plans-take-back"),
    path("plan/<uuid:pk>/", goals.goal, name="plans-goal"),
    path("plan/<uuid:pk>/say/", goals.say_of_goal, name="plans-say"),
    path("plan/<uuid:pk>/edit/", goals.edit_goal, name="plans-edit-goal"),
    re_path(r"^plan/(?P<pk>[0-9a-f-]{36})/(?P<to>reached|aside|open)/$", goals.end, name="plans-end-goal"),
    re_path(STEP + "(?P<to>done|undone|earlier|later|day|drop)/$", goals.step, name="plans-step"),
]
api_mine = [
    path("children/<uuid:child>/goals/", api_goals.ChildGoalsApi.as_view(), name="api-plans-child-goals"),
    path("goals/", api_goals.GoalsApi.as_view(), name="api-plans-goals"),
    path("goals/<uuid:pk>/", api_goals.GoalApi.as_view(), name="api-plans-goal"),
    path("goals/<uuid:pk>/notes/", api_goals.GoalNotesApi.as_view(), name="api-plans-notes"),
    path("goals/<uuid:pk>/steps/", api_goals.StepsApi.as_view(), name="api-plans-steps"),
    path("goals/<uuid:pk>/steps/<uuid:key>/", api_goals.StepApi.as_view(), name="api-plans-step"),
    path("suggestions/", api_suggestions.SuggestionsApi.as_view(), name="api-plans-suggestions"),
    path("suggestions/<uuid:card>/", api_suggestions.OverruleApi.as_view(), name="api-plans-overrule"),
]
