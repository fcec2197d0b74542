from django.urls import path

from evaluation.saved import api, views

mine = [
    path("comparisons/", views.views, name="saved-views"),
    path("comparisons/<uuid:pk>/", views.view, name="saved-view"),
    path("comparisons/<uuid:pk>/remove/", views.remove, name="saved-remove"),
]
api_mine = [
    path("comparisons/", api.SavedViewsApi.as_view(), name="api-saved-views"),
    path("comparisons/<uuid:pk>/", api.SavedViewApi.as_view(), name="api-saved-view"),
]
