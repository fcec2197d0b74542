from django.urls import path

from notices.api import feed as feed_api
from notices.api import inbox as inbox_api
from notices.api import preferences as preferences_api
from notices.views import feed, inbox, preferences

public = [
    path("notices/unsubscribe/<str:token>/", preferences.unsubscribe, name="notices-unsubscribe"),
    path("calendar/<str:token>.ics", feed.feed, name="notices-feed"),
]
mine = [
    path("calendar/", feed.feed_page, name="notices-feed-page"),
    path("calendar/revoke/", feed.feed_revoke, name="notices-feed-revoke"),
    path("notices/", inbox.notice_list, name="notices-list"),
    path("notices/read/", inbox.notices_read, name="notices-read"),
    path("notices/preferences/", preferences.preferences_page, name="notices-preferences"),
    path("notices/<uuid:pk>/", inbox.notice_open, name="notices-open"),
    path("notices/<uuid:pk>/read/", inbox.notice_read, name="notices-read-one"),
]
api_mine = [
    path("calendar/", feed_api.FeedApi.as_view(), name="api-notices-feed"),
    path("notices/", inbox_api.NoticesApi.as_view(), name="api-notices-list"),
    path("notices/preferences/", preferences_api.PreferencesApi.as_view(), name="api-notices-preferences"),
    path("notices/<uuid:pk>/", inbox_api.NoticeApi.as_view(), name="api-notices-one"),
]
