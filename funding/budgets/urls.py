from django.urls import path

from funding.budgets.api import budgets as budgets_api
from funding.budgets.api import plans as plans_api
from funding.budgets.views import budgets, preparing

here = [
    path("money/budgets/", budgets.listed, name="budgets-list"),
    path("money/budgets/new/", budgets.new, name="budgets-new"),
    path("money/budgets/<uuid:pk>/", budgets.budget, name="budgets-budget"),
    path("money/budgets/<uuid:pk>.csv", budgets.budget_csv, name="budgets-csv"),
    path("money/budgets/<uuid:pk>/lines/<uuid:line>/", budgets.line, name="budgets-line"),
    path("money/budgets/<uuid:pk>/compare/", budgets.compare, name="budgets-compare"),
    path("money/budgets/<uuid:pk>/scenarios/new/", preparing.start, name="budgets-start"),
    path("money/budgets/scenarios/<uuid:pk>/", preparing.draft, name="budgets-draft"),
    path("money/budgets/scenarios/<uuid:pk>/remove/", preparing.remove, name="budgets-remove"),
    path("money/budgets/scenarios/<uuid:pk>/propose/", preparing.propose, name="budgets-propose"),
    path("money/budgets/scenarios/<uuid:pk>/lines/<uuid:line>/", preparing.months, name="budgets-months"),
    path("money/budgets/versions/<uuid:pk>/", preparing.version, name="budgets-version"),
    path("money/budgets/versions/<uuid:pk>/adopt/", preparing.adopt, name="budgets-adopt"),
]
api_here = [
    path("money/budgets/", budgets_api.BudgetsApi.as_view(), name="api-budgets"),
    path("money/budgets/<uuid:pk>/", budgets_api.BudgetApi.as_view(), name="api-budget"),
    path("money/budgets/<uuid:pk>/versions/", plans_api.VersionsApi.as_view(), name="api-budget-versions"),
    path("money/budgets/<uuid:pk>/scenarios/", plans_api.DraftsApi.as_view(), name="api-budget-scenarios"),
    path("money/budgets/scenarios/<uuid:pk>/", plans_api.DraftApi.as_view(), name="api-budget-scenario"),
    path("money/budgets/scenarios/<uuid:pk>/proposed/", plans_api.ProposedApi.as_view(), name="api-budget-proposed"),
    path("money/budgets/versions/<uuid:pk>/", plans_api.VersionApi.as_view(), name="api-budget-version"),
    path("money/budgets/versions/<uuid:pk>/adoption/", plans_api.AdoptionApi.as_view(), name="api-budget-adoption"),
]
