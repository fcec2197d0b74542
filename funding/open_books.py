"""What stands on the page of open books; rooms above add their panels in AppConfig.ready.

Its keys are those of the `openness` setting: figures, entries, budgets, grants, expenses, donations. Private parts
never go there."""

from web.registry import Panel

OPEN_BOOKS: list[Panel] = []
