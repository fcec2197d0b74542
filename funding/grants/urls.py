from django.urls import path

from funding.grants import views
from funding.grants.api import grants as api

here = [
    path("money/grants/", views.listed, name="grants-list"),
    path("money/grants/new/", views.new, name="grants-new"),
    path("money/grants/<uuid:pk>/", views.grant, name="grants-grant"),
    path("money/grants/<uuid:pk>/conditions/new/", views.condition, name="grants-condition"),
    path("money/grants/conditions/<uuid:pk>/", views.met, name="grants-met"),
    path("money/grants/<uuid:pk>/instalments/new/", views.instalment, name="grants-instalment"),
    path("money/grants/instalments/<uuid:pk>/", views.received, name="grants-received"),
    path("money/grants/<uuid:pk>/reports/new/", views.due, name="grants-due"),
    path("money/grants/dues/<uuid:pk>/", views.write, name="grants-write"),
    path("money/grants/reports/<uuid:pk>/", views.report, name="grants-report"),
]
api_here = [
    path("money/awards/", api.GrantsApi.as_view(), name="api-grants"),
    path("money/awards/<uuid:pk>/", api.GrantApi.as_view(), name="api-grant"),
    path("money/awards/<uuid:pk>/conditions/", api.ConditionsApi.as_view(), name="api-grant-conditions"),
    path("money/awards/conditions/<uuid:pk>/", api.ConditionApi.as_view(), name="api-grant-condition"),
    path("money/awards/<uuid:pk>/instalments/", api.InstalmentsApi.as_view(), name="api-grant-instalments"),
    path("money/awards/instalments/<uuid:pk>/receipt/", api.ReceivedApi.as_view(), name="api-grant-received"),
    path("money/awards/<uuid:pk>/reports/", api.DuesApi.as_view(), name="api-grant-reports"),
    path("money/awards/reports/<uuid:pk>/sent/", api.SentApi.as_view(), name="api-grant-sent"),
]
