from typing import Any

from django.urls import path

from communities import key_api, key_views

public: list[Any] = []
mine: list[Any] = [
    path("keys/", key_views.key_list, name="keys-list"),
    path("keys/new/", key_views.key_new, name="keys-new"),
    path("keys/<uuid:pk>/revoke/", key_views.key_revoke, name="keys-revoke"),
]
here: list[Any] = []
api_public: list[Any] = []
api_mine: list[Any] = [
    path("keys/", key_api.KeysApi.as_view(), name="api-keys-list"),
    path("keys/<uuid:pk>/", key_api.KeyApi.as_view(), name="api-keys-one"),
]
api_here: list[Any] = []
