from django.urls import path

from funding.income.api import donors as api_donors
from funding.income.api import receipts as api_receipts
from funding.income.views import donors, pledges, receipts

mine = [
    path("receipts/", receipts.own, name="income-own-receipts"),
    path("receipts/<uuid:pk>/", receipts.own_one, name="income-own-receipt"),
]
here = [
    path("money/giving/", donors.giving, name="income-giving"),
    path("money/giving/donors/new/", donors.new_donor, name="income-new-donor"),
    path("money/giving/donors/<uuid:pk>/", donors.donor, name="income-donor"),
    path("money/giving/donors/<uuid:pk>/edit/", donors.edit_donor, name="income-edit-donor"),
    path("money/giving/donors/<uuid:pk>/pledges/new/", pledges.new_pledge, name="income-new-pledge"),
    path("money/giving/donors/<uuid:pk>/gifts/new/", pledges.new_gift, name="income-new-gift"),
    path("money/giving/donors/<uuid:pk>/receipt/", receipts.of_year, name="income-receipt-of-year"),
    path("money/giving/pledges/<uuid:pk>/<slug:what>/", pledges.change_pledge, name="income-change-pledge"),
    path("money/giving/gifts/<uuid:pk>/take-back/", pledges.take_back, name="income-take-back-gift"),
    path("money/giving/gifts/<uuid:pk>/receipt/", receipts.of_gift, name="income-receipt-of-gift"),
    path("money/giving/receipts/", receipts.every, name="income-receipts"),
    path("money/giving/receipts/<uuid:pk>/", receipts.one, name="income-receipt"),
    path("money/giving/receipts/<uuid:pk>/cancel/", receipts.cancel, name="income-cancel-receipt"),
]
api_mine = [
    path("receipts/", api_receipts.OwnReceiptsApi.as_view(), name="api-income-own-receipts"),
]
api_here = [
    path("money/giving/months/", api_donors.MonthsApi.as_view(), name="api-income-months"),
    path("money/giving/donors/", api_donors.DonorsApi.as_view(), name="api-income-donors"),
    path("money/giving/donors/<uuid:pk>/", api_donors.DonorApi.as_view(), name="api-income-donor"),
    path("money/giving/donors/<uuid:pk>/pledges/", api_donors.PledgesApi.as_view(), name="api-income-pledges"),
    path("money/giving/donors/<uuid:pk>/gifts/", api_donors.GiftsApi.as_view(), name="api-income-gifts"),
    path("money/giving/pledges/<uuid:pk>/", api_donors.PledgeApi.as_view(), name="api-income-pledge"),
    path("money/giving/gifts/<uuid:pk>/", api_donors.GiftApi.as_view(), name="api-income-gift"),
    path(
        "money/giving/gifts/<uuid:pk>/receipt/", api_receipts.GiftReceiptApi.as_view(), name="api-income-gift-receipt"
    ),
    path(
        "money/giving/donors/<uuid:pk>/receipt/", api_receipts.YearReceiptApi.as_view(), name="api-income-year-receipt"
    ),
    path("money/giving/receipts/", api_receipts.ReceiptsApi.as_view(), name="api-income-receipts"),
    path("money/giving/receipts/<uuid:pk>/", api_receipts.ReceiptApi.as_view(), name="api-income-receipt"),
]
