"""Which static files are collected: what pages use, not everything that packages bring."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticsConfig(StaticFilesConfig):
    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        *("*.js.map", "redoc", "oauth2-redirect*", "swagger-ui-es*", "htmax*", "htmx-4*", "ext"),
        *("rest_framework", "guardian"),
    ]
