from django.urls import path

from communities import api, key_api, key_views
from communities.views import home, invitations, people

public = [path("invitation/<str:token>/", invitations.invitation, name="communities-invitation")]
mine = [
    path("keys/", key_views.key_list, name="keys-list"),
    path("keys/new/", key_views.key_new, name="keys-new"),
    path("keys/<uuid:pk>/revoke/", key_views.key_revoke, name="keys-revoke"),
]
here = [
    path("", home.home, name="communities-home"),
    path("about/", home.about, name="communities-about"),
    path("people/", people.people, name="communities-people"),
    path("people/me/", people.membership, name="communities-membership"),
    path("people/me/leave/", people.leave, name="communities-leave"),
    path("people/<uuid:pk>/", people.person, name="communities-person"),
    path("people/invitations/", invitations.invitations, name="communities-invitations"),
    path("people/invitations/new/", invitations.new_invitation, name="communities-invite"),
    path("people/invitations/<uuid:pk>/withdraw/", invitations.withdraw, name="communities-withdraw"),
]
api_public = [
    path("communities/<slug:community>/", api.CommunityApi.as_view(), name="api-communities-one"),
    path("invitations/accept/", api.AcceptApi.as_view(), name="api-communities-accept"),
]
api_mine = [
    path("keys/", key_api.KeysApi.as_view(), name="api-keys-list"),
    path("keys/<uuid:pk>/", key_api.KeyApi.as_view(), name="api-keys-one"),
]
api_here = [
    path("members/", api.MembersApi.as_view(), name="api-communities-members"),
    path("members/<uuid:pk>/", api.MemberApi.as_view(), name="api-communities-member"),
    path("membership/", api.MembershipApi.as_view(), name="api-communities-membership"),
    path("invitations/", api.InvitationsApi.as_view(), name="api-communities-invitations"),
    path("invitations/<uuid:pk>/", api.InvitationApi.as_view(), name="api-communities-invitation"),
]
