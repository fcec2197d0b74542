from django.urls import path

from funding.expenses.api import own as own_api
from funding.expenses.api import requests as requests_api
from funding.expenses.api import steps as steps_api
from funding.expenses.views import requests, steps

mine = [
    path("expenses/", requests.own, name="expenses-own"),
    path("expenses/<uuid:pk>/", requests.own_one, name="expenses-own-request"),
]
here = [
    path("money/expenses/", requests.listed, name="expenses-list"),
    path("money/expenses.<slug:format>", requests.listed_file, name="expenses-file"),
    path("money/expenses/new/", requests.new, name="expenses-new"),
    path("money/expenses/<uuid:pk>/", requests.one, name="expenses-request"),
    path("money/expenses/<uuid:pk>/edit/", requests.edit, name="expenses-edit"),
    path("money/expenses/<uuid:pk>/ask/", steps.ask, name="expenses-ask"),
    path("money/expenses/<uuid:pk>/withdraw/", steps.withdraw, name="expenses-withdraw"),
    path("money/expenses/<uuid:pk>/delete/", steps.delete, name="expenses-delete"),
    path("money/expenses/<uuid:pk>/approve/", steps.approve, name="expenses-approve"),
    path("money/expenses/<uuid:pk>/refuse/", steps.refuse, name="expenses-refuse"),
    path("money/expenses/<uuid:pk>/word/", steps.give_word, name="expenses-word"),
    path("money/expenses/<uuid:pk>/decide/", steps.decide, name="expenses-decide"),
    path("money/expenses/<uuid:pk>/pay/", steps.pay, name="expenses-pay"),
    path("money/expenses/<uuid:pk>/pay/undo/", steps.undo, name="expenses-undo"),
    path("money/expenses/<uuid:pk>/rest/", steps.take_rest, name="expenses-rest"),
    path("money/expenses/<uuid:pk>/receipts/", steps.add_receipt, name="expenses-add-receipt"),
    path(
        "money/expenses/<uuid:pk>/receipts/<uuid:one>/remove/", requests.remove_receipt, name="expenses-remove-receipt"
    ),
    path("money/expenses/<uuid:pk>/receipts/<uuid:one>/<str:name>", requests.receipt, name="expenses-receipt"),
]
api_mine = [
    path("expenses/", own_api.OwnRequestsApi.as_view(), name="api-expenses-own"),
    path("expenses/<uuid:pk>/", own_api.OwnRequestApi.as_view(), name="api-expenses-own-request"),
]
api_here = [
    path("expenses/", requests_api.RequestsApi.as_view(), name="api-expenses-list"),
    path("expenses/<uuid:pk>/", requests_api.RequestApi.as_view(), name="api-expenses-request"),
    path("expenses/<uuid:pk>/asking/", steps_api.AskingApi.as_view(), name="api-expenses-ask"),
    path("expenses/<uuid:pk>/withdrawal/", steps_api.WithdrawalApi.as_view(), name="api-expenses-withdraw"),
    path("expenses/<uuid:pk>/approval/", steps_api.ApprovalApi.as_view(), name="api-expenses-approve"),
    path("expenses/<uuid:pk>/refusal/", steps_api.RefusalApi.as_view(), name="api-expenses-refuse"),
    path("expenses/<uuid:pk>/word/", steps_api.ConsentApi.as_view(), name="api-expenses-word"),
    path("expenses/<uuid:pk>/decision/", steps_api.DecisionApi.as_view(), name="api-expenses-decide"),
    path("expenses/<uuid:pk>/payment/", steps_api.PaymentApi.as_view(), name="api-expenses-pay"),
    path("expenses/<uuid:pk>/payment/reversal/", steps_api.UndoingApi.as_view(), name="api-expenses-undo"),
    path("expenses/<uuid:pk>/rest/", steps_api.RestApi.as_view(), name="api-expenses-rest"),
    path("expenses/<uuid:pk>/receipts/", requests_api.ReceiptsApi.as_view(), name="api-expenses-receipts"),
    path("expenses/<uuid:pk>/receipts/<uuid:one>/", requests_api.ReceiptApi.as_view(), name="api-expenses-receipt"),
]
