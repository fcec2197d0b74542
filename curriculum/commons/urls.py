from django.urls import path

from curriculum.commons import api, collection_api, fitting_api, offer_api, part_api, review_api, upstream_api
from curriculum.commons.views import catalogue, citing, collections, fitting, offers, parts, reviews, upstream

public = [
    path("commons/", catalogue.commons, name="commons"),
    path("commons/collections/", collections.all_of_them, name="commons-collections"),
    path("commons/collections/<uuid:pk>/", collections.one, name="commons-collection"),
    path("commons/<uuid:pk>/", catalogue.shared_version, name="commons-version"),
    path("commons/<uuid:pk>/citation.<str:kind>", citing.citation, name="commons-citation"),
    path("commons/<uuid:pk>/reviews/", reviews.reviews, name="commons-reviews"),
    path("commons/reviews/<uuid:pk>/withdraw/", reviews.withdraw, name="commons-review-withdraw"),
]
ENTRY = "curricula/collections/entries/<uuid:pk>/"
here = [
    path("curricula/collections/new/", collections.edit, name="commons-new-collection"),
    path("curricula/collections/<uuid:pk>/edit/", collections.edit, name="commons-edit-collection"),
    path("curricula/collections/<uuid:pk>/delete/", collections.delete, name="commons-delete-collection"),
    path("curricula/collect/<uuid:pk>/", collections.collect, name="commons-collect"),
    path(f"{ENTRY}note/", collections.note, name="commons-entry-note"),
    path(f"{ENTRY}move/<str:to>/", collections.move, name="commons-move-entry"),
    path(f"{ENTRY}remove/", collections.remove, name="commons-remove-entry"),
    path("curricula/means/", fitting.means, name="commons-means"),
    path("curricula/review/<uuid:pk>/", reviews.review, name="commons-review"),
    path("curricula/reviews/<uuid:pk>/answer/", reviews.answer, name="commons-review-answer"),
    path("curricula/adopt/<uuid:pk>/", catalogue.adopt, name="commons-adopt"),
    path("curricula/adopt/<uuid:pk>/part/", parts.part, name="commons-part"),
    path("curricula/<uuid:pk>/versions/<int:number>/share/", catalogue.share, name="commons-share"),
    path("curricula/withdraw/<uuid:pk>/", catalogue.withdraw, name="commons-withdraw"),
    path("curricula/<uuid:pk>/upstream/", upstream.pull, name="commons-pull"),
    path("curricula/<uuid:pk>/upstream/undo/", upstream.undo, name="commons-undo-pull"),
    path("curricula/<uuid:pk>/offer-back/", offers.offer, name="commons-offer"),
    path("curricula/offers/", offers.all_of_them, name="commons-offers"),
    path("curricula/offers/<uuid:pk>/", offers.one, name="commons-offered"),
    path("curricula/offers/<uuid:pk>/comment/", offers.comment, name="commons-comment"),
    path("curricula/offers/<uuid:pk>/withdraw/", offers.withdraw, name="commons-withdraw-offer"),
    path("curricula/offers/<uuid:pk>/undo/", offers.undo, name="commons-undo-answer"),
]
api_public = [
    path("commons/", api.CommonsApi.as_view(), name="api-commons"),
    path("commons/collections/", collection_api.CollectionsApi.as_view(), name="api-commons-collections"),
    path("commons/collections/<uuid:pk>/", collection_api.CollectionApi.as_view(), name="api-commons-collection"),
    path("commons/<uuid:pk>/", api.SharedVersionApi.as_view(), name="api-commons-version"),
    path("commons/<uuid:pk>/reviews/", review_api.ReviewsApi.as_view(), name="api-commons-reviews"),
    path("commons/<uuid:pk>/citation/", api.CitationApi.as_view(), name="api-commons-citation"),
    path("commons/<uuid:pk>/tree/", review_api.LineageApi.as_view(), name="api-commons-tree"),
    path("commons/reviews/<uuid:pk>/", review_api.ReviewApi.as_view(), name="api-commons-own-review"),
]
api_here = [
    path("collections/", collection_api.KeepCollectionsApi.as_view(), name="api-commons-keep-collections"),
    path("collections/<uuid:pk>/", collection_api.KeepCollectionApi.as_view(), name="api-commons-keep-collection"),
    path("collections/<uuid:pk>/entries/", collection_api.EntriesApi.as_view(), name="api-commons-entries"),
    path("collections/<uuid:pk>/entries/<uuid:one>/", collection_api.EntryApi.as_view(), name="api-commons-entry"),
    path("means/", fitting_api.MeansApi.as_view(), name="api-commons-means"),
    path("commons/", fitting_api.CommonsHereApi.as_view(), name="api-commons-here"),
    path("commons/<uuid:pk>/fit/", fitting_api.FitApi.as_view(), name="api-commons-fit"),
    path("commons/<uuid:pk>/review/", review_api.WriteReviewApi.as_view(), name="api-commons-review"),
    path("reviews/<uuid:pk>/answer/", review_api.ReviewAnswerApi.as_view(), name="api-commons-review-answer"),
    path("commons/<uuid:pk>/adopt/", api.AdoptApi.as_view(), name="api-commons-adopt"),
    path("commons/<uuid:pk>/part/", part_api.PartApi.as_view(), name="api-commons-part"),
    path("curricula/<uuid:pk>/versions/<int:number>/share/", api.ShareApi.as_view(), name="api-commons-share"),
    path("commons/<uuid:pk>/withdraw/", api.WithdrawApi.as_view(), name="api-commons-withdraw"),
    path("curricula/<uuid:pk>/upstream/", upstream_api.UpstreamApi.as_view(), name="api-commons-upstream"),
    path("curricula/<uuid:pk>/upstream/undo/", upstream_api.UndoApi.as_view(), name="api-commons-undo-pull"),
    path("curricula/<uuid:pk>/offer-back/", offer_api.OfferBackApi.as_view(), name="api-commons-offer"),
    path("offers/", offer_api.OffersApi.as_view(), name="api-commons-offers"),
    path("offers/<uuid:pk>/", offer_api.OfferApi.as_view(), name="api-commons-offered"),
    path("offers/<uuid:pk>/answer/", offer_api.OfferAnswerApi.as_view(), name="api-commons-answer"),
    path("offers/<uuid:pk>/withdraw/", offer_api.OfferWithdrawApi.as_view(), name="api-commons-withdraw-offer"),
    path("offers/<uuid:pk>/undo/", offer_api.OfferUndoApi.as_view(), name="api-commons-undo-answer"),
    path("offers/<uuid:pk>/comments/", offer_api.OfferCommentsApi.as_view(), name="api-commons-comments"),
]
