from django.urls import path

from communities.api import invitations as invitations_api
from communities.api import keys as keys_api
from communities.api import people as people_api
from communities.views import home, invitations, keys, people

public = [path("invitation/<str:token>/", invitations.invitation, name="communities-invitation")]
mine = [
    path("keys/", keys.key_list, name="keys-list"),
    path("keys/new/", keys.key_new, name="keys-new"),
    path("keys/<uuid:pk>/revoke/", keys.key_revoke, name="keys-revoke"),
]
here = [
    path("", home.home, name="communities-home"),
    path("about/", home.about, name="communities-about"),
    path("people/", people.people, name="communities-people"),
    path("people/me/", people.membership, name="communities-membership"),
    path("people/me/leave/", people.leave, name="communities-leave"),
    path("people/<uuid:pk>/", people.person, name="communities-person"),
    path("people/<uuid:pk>/birth/", people.birth, name="communities-birth"),
    path("people/invitations/", invitations.invitations, name="communities-invitations"),
    path("people/invitations/new/", invitations.new_invitation, name="communities-invite"),
    path("people/invitations/<uuid:pk>/withdraw/", invitations.withdraw, name="communities-withdraw"),
]
api_public = [
    path("communities/<slug:community>/", people_api.CommunityApi.as_view(), name="api-communities-one"),
    path("invitations/accept/", invitations_api.AcceptApi.as_view(), name="api-communities-accept"),
]
api_mine = [
    path("keys/", keys_api.KeysApi.as_view(), name="api-keys-list"),
    path("keys/<uuid:pk>/", keys_api.KeyApi.as_view(), name="api-keys-one"),
]
api_here = [
    path("members/", people_api.MembersApi.as_view(), name="api-communities-members"),
    path("members/<uuid:pk>/", people_api.MemberApi.as_view(), name="api-communities-member"),
    path("members/<uuid:pk>/birth/", people_api.BirthApi.as_view(), name="api-communities-birth"),
    path("membership/", people_api.MembershipApi.as_view(), name="api-communities-membership"),
    path("invitations/", invitations_api.InvitationsApi.as_view(), name="api-communities-invitations"),
    path("invitations/<uuid:pk>/", invitations_api.InvitationApi.as_view(), name="api-communities-invitation"),
]
