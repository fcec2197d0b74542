from django.urls import path

from web import views

public = [
    path("", views.home, name="home"),
    path("styleguide", views.styleguide, name="styleguide"),
    path("search", views.search, name="search"),
]
mine = [path("", views.me, name="me")]
here = [path("search", views.search, name="search-here")]
