from typing import Any

from django.urls import path

from web import views

public: list[Any] = [
    path("", views.home, name="home"),
    path("styleguide", views.styleguide, name="styleguide"),
    path("search", views.search, name="search"),
    path("language/", views.language, name="language"),
]
mine: list[Any] = [path("", views.me, name="me")]
here: list[Any] = [path("search", views.search, name="search-here")]
api_public: list[Any] = []
api_mine: list[Any] = []
api_here: list[Any] = []
