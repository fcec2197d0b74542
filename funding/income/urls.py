from django.urls import path

from funding.income.api import donors as api_donors
from funding.income.api import fees as api_fees
from funding.income.api import hardship as api_hardship
from funding.income.api import receipts as api_receipts
from funding.income.views import donors, fees, hardship, own, pledges, receipts, taking

mine = [
    path("receipts/", receipts.own, name="income-own-receipts"),
    path("receipts/<uuid:pk>/", receipts.own_one, name="income-own-receipt"),
    path("receipts/<uuid:pk>.pdf", receipts.own_pdf, name="income-own-receipt-pdf"),
    path("fees/", own.mine, name="income-own-fees"),
    path("children/<uuid:child>/fees/", own.of_child, name="income-child-fees"),
]
here = [
    path("money/giving/", donors.giving, name="income-giving"),
    path("money/giving/donations.<slug:format>", taking.donations, name="income-donations-file"),
    path("money/giving/donors.<slug:format>", taking.donors, name="income-donors-file"),
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
    path("money/giving/receipts/<uuid:pk>.pdf", receipts.one_pdf, name="income-receipt-pdf"),
    path("money/giving/receipts/<uuid:pk>/cancel/", receipts.cancel, name="income-cancel-receipt"),
    path("money/fees/", fees.fees, name="income-fees"),
    path("money/fees/open.<slug:format>", taking.open_charges, name="income-open-charges-file"),
    path("money/fees/kinds/new/", fees.new_kind, name="income-new-fee"),
    path("money/fees/kinds/<uuid:pk>/retire/", fees.retire, name="income-retire-fee"),
    path("money/fees/kinds/<uuid:pk>/charge/", fees.charge, name="income-charge-fee"),
    path("money/fees/runs/<uuid:pk>/", fees.run, name="income-run"),
    path("money/fees/runs/<uuid:pk>/open.<slug:format>", taking.open_charges_of, name="income-open-charges-of-file"),
    path("money/fees/runs/<uuid:pk>/pay/", fees.pay, name="income-pay"),
    path("money/fees/charges/<uuid:pk>/", fees.amount, name="income-change-charge"),
    path("money/fees/payments/<uuid:pk>/", fees.payments, name="income-payments"),
    path("money/fees/payments/<uuid:pk>/take-back/", fees.take_back, name="income-take-back-payments"),
    path("money/fees/hardship/", hardship.every, name="income-hardship"),
    path("money/fees/hardship/<uuid:pk>/", hardship.one, name="income-hardship-one"),
    path("money/fees/hardship/<uuid:pk>/grant/", hardship.grant, name="income-grant"),
    path("money/fees/hardship/<uuid:pk>/decline/", hardship.decline, name="income-decline"),
    path("money/fees/hardship/<uuid:pk>/confirm/", hardship.confirm, name="income-confirm"),
    path("money/fees/hardship/<uuid:pk>/files/<str:name>", hardship.file, name="income-hardship-file"),
    path("fees/help/<uuid:person>/", hardship.ask, name="income-ask"),
    path("fees/help/<uuid:person>/asked/", hardship.asked, name="income-asked"),
]
api_mine = [
    path("receipts/", api_receipts.OwnReceiptsApi.as_view(), name="api-income-own-receipts"),
    path("receipts/<uuid:pk>/pdf/", api_receipts.OwnReceiptPdfApi.as_view(), name="api-income-own-receipt-pdf"),
    path("fees/", api_fees.OwnFeesApi.as_view(), name="api-income-own-fees"),
    path("fees/requests/", api_hardship.OwnRequestsApi.as_view(), name="api-income-own-requests"),
    path("children/<uuid:child>/fees/", api_fees.ChildFeesApi.as_view(), name="api-income-child-fees"),
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
    path("money/giving/receipts/<uuid:pk>/pdf/", api_receipts.ReceiptPdfApi.as_view(), name="api-income-receipt-pdf"),
    path("open-books/donations/", api_donors.OpenMonthsApi.as_view(), name="api-income-open-months"),
    path("money/fees/kinds/", api_fees.KindsApi.as_view(), name="api-income-kinds"),
    path("money/fees/kinds/<uuid:pk>/", api_fees.KindApi.as_view(), name="api-income-kind"),
    path("money/fees/runs/", api_fees.RunsApi.as_view(), name="api-income-runs"),
    path("money/fees/runs/<uuid:pk>/charges/", api_fees.ChargesApi.as_view(), name="api-income-charges"),
    path("money/fees/charges/<uuid:pk>/", api_fees.ChargeApi.as_view(), name="api-income-charge"),
    path("money/fees/payments/", api_fees.PaymentsApi.as_view(), name="api-income-payments"),
    path("money/fees/payments/<uuid:pk>/", api_fees.PaymentApi.as_view(), name="api-income-payment"),
    path("money/fees/hardship/", api_hardship.RequestsApi.as_view(), name="api-income-hardship"),
    path("money/fees/hardship/<uuid:pk>/", api_hardship.RequestApi.as_view(), name="api-income-hardship-one"),
    path("money/fees/hardship/<uuid:pk>/answer/", api_hardship.AnswerApi.as_view(), name="api-income-answer"),
    path("money/fees/hardship/<uuid:pk>/confirmation/", api_hardship.ConfirmApi.as_view(), name="api-income-confirm"),
    path("fees/help/<uuid:person>/", api_hardship.AskApi.as_view(), name="api-income-ask"),
]
