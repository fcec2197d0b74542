from django.urls import path

from curriculum.crosswalks import api, views

ONE = "crosswalks/<uuid:pk>/"
here = [
    path("crosswalks/", views.list_of_crosswalks, name="crosswalks-list"),
    path("crosswalks/new/", views.new, name="crosswalks-new"),
    path(ONE, views.crosswalk, name="crosswalks-crosswalk"),
    path(f"{ONE}lines/<uuid:line>/delete/", views.drop, name="crosswalks-drop"),
    path(f"{ONE}delete/", views.delete, name="crosswalks-delete"),
    path(f"{ONE}revise/", views.revise, name="crosswalks-revise"),
    path(f"{ONE}adopt/", views.adopt, name="crosswalks-adopt"),
    path(f"{ONE}end/", views.end, name="crosswalks-end"),
]
api_here = [
    path("crosswalks/", api.CrosswalksApi.as_view(), name="api-crosswalks-list"),
    path(ONE, api.CrosswalkApi.as_view(), name="api-crosswalks-crosswalk"),
    path(f"{ONE}lines/", api.LinesApi.as_view(), name="api-crosswalks-lines"),
    path(f"{ONE}lines/<uuid:line>/", api.LineApi.as_view(), name="api-crosswalks-line"),
    path(f"{ONE}adopt/", api.AdoptApi.as_view(), name="api-crosswalks-adopt"),
    path(f"{ONE}end/", api.EndApi.as_view(), name="api-crosswalks-end"),
]
