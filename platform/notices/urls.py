from django.urls import path

from notices import api, views

mine = [
    path("notices/", views.notice_list, name="notices-list"),
    path("notices/read/", views.notices_read, name="notices-read"),
    path("notices/<uuid:pk>/", views.notice_open, name="notices-open"),
    path("notices/<uuid:pk>/read/", views.notice_read, name="notices-read-one"),
]
api_mine = [
    path("notices/", api.NoticesApi.as_view(), name="api-notices-list"),
    path("notices/<uuid:pk>/", api.NoticeApi.as_view(), name="api-notices-one"),
]
