from django.urls import include, path, re_path

from learners.consents.api import children
from learners.consents.api import here as api_of_here
from learners.consents.api import own as api
from learners.consents.views import everyone, own
from learners.consents.views import here as of_here

CHANGE = r"consents/(?P<pk>[0-9a-f-]{36})/(?P<to>agree|revoke)/$"
CHILD = r"^children/(?P<child>[0-9a-f-]{36})/"
public = [path("learners/<uuid:pk>/", everyone.told, name="consents-told")]
mine = [
    path("profile/", own.profile, name="consents-profile"),
    path("consents/", own.consent_list, name="consents-list"),
    path("consents/new/", own.new_consent, name="consents-new"),
    path("consents/<uuid:pk>/", own.consent, name="consents-consent"),
    path("consents/<uuid:pk>/receipt.json", own.receipt, name="consents-receipt"),
    re_path("^" + CHANGE, own.change, name="consents-change"),
    path("children/<uuid:child>/profile/", own.child_profile, name="consents-child-profile"),
    path("children/<uuid:child>/consents/", own.consent_list, name="consents-child-list"),
    path("children/<uuid:child>/consents/new/", own.new_consent, name="consents-child-new"),
    path("children/<uuid:child>/consents/<uuid:pk>/", own.consent, name="consents-child-consent"),
    path("children/<uuid:child>/consents/<uuid:pk>/receipt.json", own.receipt, name="consents-child-receipt"),
    re_path(CHILD + CHANGE, own.change, name="consents-child-change"),
]
here = [path("shared/", of_here.shared, name="consents-shared")]
of_child = [
    path("profile/", api.ChildProfileApi.as_view(), name="api-consents-child-profile"),
    path("consents/", children.ChildConsentsApi.as_view(), name="api-consents-child-list"),
    path("consents/<uuid:pk>/", children.ChildConsentApi.as_view(), name="api-consents-child-consent"),
    path("consents/<uuid:pk>/agree/", children.ChildAgreeApi.as_view(), name="api-consents-child-agree"),
    path("consents/<uuid:pk>/receipt/", children.ChildReceiptApi.as_view(), name="api-consents-child-receipt"),
]
api_mine = [
    path("profile/", api.ProfileApi.as_view(), name="api-consents-profile"),
    path("consents/", api.ConsentsApi.as_view(), name="api-consents-list"),
    path("consents/<uuid:pk>/", api.ConsentApi.as_view(), name="api-consents-consent"),
    path("consents/<uuid:pk>/agree/", api.AgreeApi.as_view(), name="api-consents-agree"),
    path("consents/<uuid:pk>/receipt/", api.ReceiptApi.as_view(), name="api-consents-receipt"),
    path("children/<uuid:child>/", include(of_child)),
]
api_here = [path("shared-records/", api_of_here.SharedRecordsApi.as_view(), name="api-consents-shared")]
