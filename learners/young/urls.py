from django.urls import include, path

from learners.young.api import children as api_children
from learners.young.api import classes as api_classes
from learners.young.api import coming as api_coming
from learners.young.api import placing as api_placing
from learners.young.views import children, classes, coming, placing

public = [
    path("class/", coming.come_in, name="young-come-in"),
    path("class/<slug:code>/", coming.come_in, name="young-come-in-by"),
    path("own-sign-in/<str:token>/", coming.own_credentials, name="young-grow"),
]
mine = [
    path("children/<uuid:child>/sign-in/", children.child, name="young-child"),
    path("children/<uuid:child>/sign-in/link/", children.link, name="young-child-link"),
]
here = [
    path("classes/", classes.class_list, name="young-classes"),
    path("classes/<uuid:pk>/", classes.one_class, name="young-class"),
    path("classes/<uuid:pk>/add/", classes.add, name="young-add"),
    path("classes/<uuid:pk>/bring-in/", placing.bring_in_here, name="young-bring-in"),
    path("classes/<uuid:pk>/cards/", classes.cards, name="young-cards"),
    path("classes/<uuid:pk>/renew/", classes.renew, name="young-renew"),
    path("classes/learners/<uuid:pk>/secret/", classes.reset, name="young-reset"),
    path("classes/learners/<uuid:pk>/link/", classes.link, name="young-link"),
    path("classes/learners/<uuid:pk>/move/", placing.move, name="young-move"),
    path("classes/learners/<uuid:pk>/out/", placing.out, name="young-out"),
]
api_public = [
    path("class-sign-in/", api_coming.ComeInApi.as_view(), name="api-young-come-in"),
    path("own-sign-in/", api_coming.OwnSignInApi.as_view(), name="api-young-grow"),
]
of_child = [
    path("", api_children.ChildSignInApi.as_view(), name="api-young-child"),
    path("secret/", api_children.ChildSecretApi.as_view(), name="api-young-child-secret"),
    path("link/", api_children.ChildLinkApi.as_view(), name="api-young-child-link"),
]
api_mine = [path("children/<uuid:child>/sign-in/", include(of_child))]
api_here = [
    path("classes/", api_classes.ClassesApi.as_view(), name="api-young-classes"),
    path("classes/<uuid:pk>/", api_classes.ClassApi.as_view(), name="api-young-class"),
    path("classes/<uuid:pk>/code/", api_classes.CodeApi.as_view(), name="api-young-code"),
    path("classes/<uuid:pk>/learners/", api_classes.LearnersApi.as_view(), name="api-young-learners"),
    path("classes/learners/<uuid:pk>/secret/", api_classes.SecretApi.as_view(), name="api-young-secret"),
    path("classes/<uuid:pk>/members/", api_placing.BringInApi.as_view(), name="api-young-bring-in"),
    path("classes/learners/<uuid:pk>/", api_placing.OutApi.as_view(), name="api-young-out"),
    path("classes/learners/<uuid:pk>/class/", api_placing.IntoClassApi.as_view(), name="api-young-move"),
    path("classes/learners/<uuid:pk>/link/", api_classes.LinkApi.as_view(), name="api-young-link"),
]
