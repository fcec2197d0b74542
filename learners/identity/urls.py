from django.urls import path

from learners.identity.api import claims as api_claims
from learners.identity.api import here as api_here_
from learners.identity.views import children, claims
from learners.identity.views import here as here_

public = [
    path("claim/", claims.enter_code, name="identity-claim"),
    path("claim/<slug:code>/", claims.by_code, name="identity-claim-by"),
]
mine = [path("children/<uuid:child>/invitation/", children.child, name="identity-child")]
here = [
    path("people/unclaimed/", here_.unclaimed_list, name="identity-unclaimed"),
    path("people/unclaimed/<uuid:pk>/invite/", here_.invite, name="identity-invite"),
    path("claims/<uuid:pk>/withdraw/", here_.withdraw, name="identity-withdraw"),
]
api_public = [
    path("claims/look/", api_claims.ClaimLookApi.as_view(), name="api-identity-look"),
    path("claims/", api_claims.ClaimsApi.as_view(), name="api-identity-claim"),
]
api_mine = [path("children/<uuid:child>/invitation/", api_claims.ChildClaimApi.as_view(), name="api-identity-child")]
api_here = [
    path("unclaimed/", api_here_.UnclaimedApi.as_view(), name="api-identity-unclaimed"),
    path("unclaimed/<uuid:pk>/claim/", api_here_.InviteMemberApi.as_view(), name="api-identity-invite"),
    path("claims/<uuid:pk>/", api_here_.ClaimApi.as_view(), name="api-identity-withdraw"),
]
