from django.urls import path

from learners.progress.moderation.api import here as api
from learners.progress.moderation.views import here as views

here = [
    path("moderations/", views.moderations, name="moderation-list"),
    path("offerings/<uuid:pk>/moderations/new/", views.new, name="moderation-new"),
    path("moderations/<uuid:pk>/", views.moderation, name="moderation-moderation"),
    path("moderations/<uuid:pk>/<int:number>/", views.look, name="moderation-look"),
    path("moderations/<uuid:pk>/<int:number>/settle/", views.settle_piece, name="moderation-settle"),
]
api_here = [
    path("moderations/", api.ModerationsApi.as_view(), name="api-moderation-list"),
    path("offerings/<uuid:pk>/moderations/", api.OfferingModerationsApi.as_view(), name="api-moderation-new"),
    path("moderations/<uuid:pk>/", api.ModerationApi.as_view(), name="api-moderation"),
    path("moderations/<uuid:pk>/<int:number>/look/", api.LookApi.as_view(), name="api-moderation-look"),
    path("moderations/<uuid:pk>/<int:number>/agreed/", api.SettleApi.as_view(), name="api-moderation-settle"),
]
