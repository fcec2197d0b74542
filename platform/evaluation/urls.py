from django.urls import path

from evaluation import api, compare_views, draft_api, draft_views, indicator_api, indicator_views, views

public = [
    path("observatory/", views.observatory_home, name="evaluation-observatory"),
    path("observatory/compare/", compare_views.observatory_compare, name="evaluation-compare"),
    path("observatory/compare.<slug:format>", compare_views.compare_citation, name="evaluation-compare-citation"),
    path("observatory/feed.atom", views.observatory_feed, name="evaluation-observatory-feed"),
    path("observatory/<str:period>.csv", views.network_report_csv, name="evaluation-network-report-csv"),
    path("observatory/<str:period>.zip", views.network_report_package, name="evaluation-network-report-package"),
    path("observatory/<str:period>.<slug:format>", views.network_report_citation, name="evaluation-citation"),
    path("observatory/<str:period>/", views.network_report, name="evaluation-network-report"),
]
here = [
    path("reports/indicators/", indicator_views.indicators, name="evaluation-indicators"),
    path("reports/indicators/new/", indicator_views.new, name="evaluation-new-indicator"),
    path("reports/indicators/<uuid:pk>/", indicator_views.edit, name="evaluation-indicator"),
    path("reports/indicators/<uuid:pk>/end/", indicator_views.end, name="evaluation-end-indicator"),
    path("reports/", views.reports, name="evaluation-reports"),
    path("reports/new/", draft_views.ask, name="evaluation-ask"),
    path("reports/<str:period>.<slug:format>", views.report_file, name="evaluation-report-file"),
    path("reports/<str:period>/", views.report, name="evaluation-report"),
    path("reports/<str:period>/words/", draft_views.words, name="evaluation-words"),
    path("reports/<str:period>/publish/", draft_views.publish, name="evaluation-publish"),
]
api_public = [
    path("observatory/", api.NetworkReportsApi.as_view(), name="api-evaluation-network-reports"),
    path("observatory/<str:period>.zip", api.NetworkPackageApi.as_view(), name="api-evaluation-network-package"),
    path("observatory/<str:period>/", api.NetworkReportApi.as_view(), name="api-evaluation-network-report"),
]
api_here = [
    path("measures/", indicator_api.MeasuresApi.as_view(), name="api-evaluation-measures"),
    path("indicators/", indicator_api.IndicatorsApi.as_view(), name="api-evaluation-indicators"),
    path("indicators/<uuid:pk>/", indicator_api.IndicatorApi.as_view(), name="api-evaluation-indicator"),
    path("reports/", api.ReportsApi.as_view(), name="api-evaluation-reports"),
    path("reports/<str:period>.<slug:format>", views.report_file, name="api-evaluation-report-file"),
    path("reports/<str:period>/", api.ReportApi.as_view(), name="api-evaluation-report"),
    path("reports/<str:period>/publish/", draft_api.PublishReportApi.as_view(), name="api-evaluation-publish"),
]
