from django.urls import path

from learners.identity.api import claims as api_claims
from learners.identity.api import here as api_here_
from learners.identity.api import mine as api_mine_
from learners.identity.api import twice as api_twice
from learners.identity.views import children, claims, twice
from learners.identity.views import here as here_
from learners.identity.views import mine as mine_

public = [
    path("claim/", claims.enter_code, name="identity-claim"),
    path("claim/<slug:code>/", claims.by_code, name="identity-claim-by"),
]
mine = [
    path("identity/", mine_.one_me, name="identity-me"),
    path("identity/code/", mine_.own_code, name="identity-code"),
    path("identity/join/", mine_.enter_code, name="identity-join"),
    path("identity/join/<slug:code>/", mine_.join_by, name="identity-join-by"),
    path("identity/<uuid:pk>/undo/", mine_.undo, name="identity-undo"),
    path("children/<uuid:child>/invitation/", children.child, name="identity-child"),
    path("children/<uuid:child>/same/", children.same_child, name="identity-same-child"),
]
here = [
    path("people/twice/", twice.pairs, name="identity-twice"),
    path("people/twice/answer/", twice.answer, name="identity-twice-answer"),
    path("people/unclaimed/", here_.unclaimed_list, name="identity-unclaimed"),
    path("people/unclaimed/<uuid:pk>/invite/", here_.invite, name="identity-invite"),
    path("claims/<uuid:pk>/withdraw/", here_.withdraw, name="identity-withdraw"),
]
api_public = [
    path("claims/look/", api_claims.ClaimLookApi.as_view(), name="api-identity-look"),
    path("claims/", api_claims.ClaimsApi.as_view(), name="api-identity-claim"),
]
api_mine = [
    path("identity/code/", api_mine_.JoinCodeApi.as_view(), name="api-identity-code"),
    path("identity/joins/", api_mine_.JoinsApi.as_view(), name="api-identity-joins"),
    path("identity/joins/<uuid:pk>/undo/", api_mine_.UndoJoinApi.as_view(), name="api-identity-undo"),
    path("children/<uuid:child>/invitation/", api_claims.ChildClaimApi.as_view(), name="api-identity-child"),
    path("children/<uuid:child>/same/", api_mine_.ChildJoinApi.as_view(), name="api-identity-same-child"),
]
api_here = [
    path("twice/", api_twice.TwiceApi.as_view(), name="api-identity-twice"),
    path("unclaimed/", api_here_.UnclaimedApi.as_view(), name="api-identity-unclaimed"),
    path("unclaimed/<uuid:pk>/claim/", api_here_.InviteMemberApi.as_view(), name="api-identity-invite"),
    path("claims/<uuid:pk>/", api_here_.ClaimApi.as_view(), name="api-identity-withdraw"),
]
