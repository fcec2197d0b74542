from django.urls import path

from funding.api import accounts as accounts_api
from funding.api import attaching as attaching_api
from funding.api import books as books_api
from funding.api import charting as charting_api
from funding.api import drafting as drafting_api
from funding.api import entries as entries_api
from funding.api import own as own_api
from funding.api import periods as periods_api
from funding.api import rates as rates_api
from funding.api import recording as recording_api
from funding.api import sharing as sharing_api
from funding.views import attaching, books, charting, drafting, entries, funds, periods, posting, rates, sharing

mine = [
    path("fund/", funds.mine, name="funding-own"),
    path("children/<uuid:child>/fund/", funds.of_child, name="funding-child"),
]
here = [
    path("money/", books.money, name="funding-money"),
    path("money/entries/", entries.register, name="funding-entries"),
    path("money/entries.csv", entries.register_csv, name="funding-entries-csv"),
    path("money/entries/<uuid:pk>/", entries.entry, name="funding-entry"),
    path("money/entries/<uuid:pk>/files/add/", attaching.add, name="funding-attach"),
    path("money/entries/<uuid:pk>/files/<uuid:one>/", attaching.attachment, name="funding-attachment"),
    path("money/entries/<uuid:pk>/reverse/", posting.reverse, name="funding-reverse"),
    path("money/entries/<uuid:pk>/confirm/", posting.confirm, name="funding-confirm"),
    path("money/proof/", books.prove, name="funding-prove"),
    path("money/funds/new/", posting.open_fund, name="funding-open-fund"),
    path("money/funds/<uuid:pk>/", funds.fund, name="funding-fund"),
    path("money/funds/learner/", funds.open_for_learner, name="funding-learner-fund"),
    path("money/funds/<uuid:pk>/change/", funds.change, name="funding-change-fund"),
    path("money/accounts/new/", posting.open_account, name="funding-open-account"),
    path("money/accounts/<uuid:pk>/", books.account, name="funding-account"),
    path("money/accounts/<uuid:pk>.csv", books.account_csv, name="funding-account-csv"),
    path("money/drafts/", drafting.drafts, name="funding-drafts"),
    path("money/drafts/new/", drafting.new, name="funding-new-draft"),
    path("money/drafts/<uuid:pk>/", drafting.draft, name="funding-draft"),
    path("money/drafts/<uuid:pk>/approve/", drafting.answer, {"what": "approve"}, name="funding-approve-draft"),
    path("money/drafts/<uuid:pk>/refuse/", drafting.answer, {"what": "refuse"}, name="funding-refuse-draft"),
    path("money/drafts/<uuid:pk>/withdraw/", drafting.answer, {"what": "withdraw"}, name="funding-withdraw-draft"),
    path("money/drafts/<uuid:pk>/files/add/", drafting.add_file, name="funding-draft-attach"),
    path("money/drafts/<uuid:pk>/files/<uuid:one>/", drafting.read_file, name="funding-draft-file"),
    path("money/openings/", periods.openings, name="funding-openings"),
    path("money/openings/table/", periods.opening_table, name="funding-opening-table"),
    path("money/currencies/", rates.currencies, name="funding-currencies"),
    path("money/currencies/new/", rates.add, name="funding-new-rate"),
    path("money/currencies/table/", rates.table, name="funding-rate-table"),
    path("money/periods/", periods.periods, name="funding-periods"),
    path("money/chart/", charting.chart, name="funding-chart"),
    path("money/chart/new/", charting.add, name="funding-new-line"),
    path("money/chart/template/", charting.template, name="funding-chart-template"),
    path("money/chart/<uuid:pk>/", charting.line, name="funding-line"),
    path("money/chart/<uuid:pk>/change/", charting.change, name="funding-change-line"),
    path("money/chart/<uuid:pk>/retire/", charting.retire, name="funding-retire-line"),
    path("money/post/", posting.choose, name="funding-choose"),
    path("money/post/<slug:what>/", posting.post, name="funding-post"),
    path("money/shares/", sharing.share_among, name="funding-share"),
    path("money/closing/", periods.close, name="funding-close"),
]
api_mine = [
    path("funds/", own_api.OwnFundsApi.as_view(), name="api-funding-own"),
    path("children/<uuid:child>/funds/", own_api.ChildFundsApi.as_view(), name="api-funding-child"),
]
api_here = [
    path("money/", books_api.BooksApi.as_view(), name="api-funding-books"),
    path("money/drafts/", drafting_api.DraftsApi.as_view(), name="api-funding-drafts"),
    path("money/drafts/<uuid:pk>/", drafting_api.DraftApi.as_view(), name="api-funding-draft"),
    path(
        "money/drafts/<uuid:pk>/approval/", drafting_api.DraftApprovalApi.as_view(), name="api-funding-draft-approval"
    ),
    path("money/drafts/<uuid:pk>/refusal/", drafting_api.DraftRefusalApi.as_view(), name="api-funding-draft-refusal"),
    path("money/drafts/<uuid:pk>/files/", drafting_api.DraftFilesApi.as_view(), name="api-funding-draft-files"),
    path("money/openings/", periods_api.OpeningsApi.as_view(), name="api-funding-openings"),
    path("money/openings/table/", periods_api.OpeningTableApi.as_view(), name="api-funding-opening-table"),
    path("money/currencies/", rates_api.CurrenciesApi.as_view(), name="api-funding-currencies"),
    path("money/rates/", rates_api.RatesApi.as_view(), name="api-funding-rates"),
    path("money/rates/table/", rates_api.RateTableApi.as_view(), name="api-funding-rate-table"),
    path("money/exchanges/", rates_api.ExchangesApi.as_view(), name="api-funding-exchanges"),
    path("money/periods/", periods_api.PeriodsApi.as_view(), name="api-funding-periods"),
    path("money/chart/", charting_api.ChartApi.as_view(), name="api-funding-chart"),
    path("money/chart/template/", charting_api.TemplateApi.as_view(), name="api-funding-chart-template"),
    path("money/chart/<uuid:pk>/", charting_api.LineApi.as_view(), name="api-funding-line"),
    path("money/waits/", books_api.WaitsApi.as_view(), name="api-funding-waits"),
    path("money/closing/", books_api.ClosingApi.as_view(), name="api-funding-closing"),
    path("money/proof/", books_api.ProofApi.as_view(), name="api-funding-proof"),
    path("money/funds/", accounts_api.FundsApi.as_view(), name="api-funding-funds"),
    path("money/funds/learners/", accounts_api.LearnerFundsApi.as_view(), name="api-funding-learner-funds"),
    path("money/funds/<uuid:pk>/", accounts_api.FundApi.as_view(), name="api-funding-fund"),
    path("money/accounts/", accounts_api.AccountsApi.as_view(), name="api-funding-accounts"),
    path("money/accounts/<uuid:pk>/", accounts_api.AccountApi.as_view(), name="api-funding-account"),
    path("money/entries/", entries_api.EntriesApi.as_view(), name="api-funding-entries"),
    path("money/entries/<uuid:pk>/", entries_api.EntryApi.as_view(), name="api-funding-entry"),
    path("money/entries/<uuid:pk>/files/", attaching_api.EntryFilesApi.as_view(), name="api-funding-files"),
    path("money/entries/<uuid:pk>/files/<uuid:one>/", attaching_api.EntryFileApi.as_view(), name="api-funding-file"),
    path("money/entries/<uuid:pk>/reversal/", entries_api.ReversalApi.as_view(), name="api-funding-reversal"),
    path(
        "money/entries/<uuid:pk>/confirmation/", entries_api.ConfirmationApi.as_view(), name="api-funding-confirmation"
    ),
    path("money/grants/", recording_api.GrantsApi.as_view(), name="api-funding-grants"),
    path("money/donations/", recording_api.DonationsApi.as_view(), name="api-funding-donations"),
    path("money/fees/", recording_api.FeesApi.as_view(), name="api-funding-fees"),
    path("money/expenses/", recording_api.ExpensesApi.as_view(), name="api-funding-expenses"),
    path("money/moves/", recording_api.MovesApi.as_view(), name="api-funding-moves"),
    path("money/debts/", recording_api.DebtsApi.as_view(), name="api-funding-debts"),
    path("money/shares/", sharing_api.SharesApi.as_view(), name="api-funding-shares"),
    path("money/payments/", recording_api.PaymentsApi.as_view(), name="api-funding-payments"),
]
