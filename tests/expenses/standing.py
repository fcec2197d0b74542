"""What stands in the rooms of expenses of the inhabited network, with the names in their addresses."""

from types import SimpleNamespace

from funding.expenses.actions import add_receipt
from funding.expenses.models import Receipt
from funding.models import Fund
from tenancy.scope import in_community
from tests.expenses.factories import a_draft_of, approved, asked, paid, with_rules
from tests.files.factories import a_pdf


def expenses_in(north, *, ann, cleo):
    """Of Cleo, for Ann to answer; of Ann what she asks herself; by the start of the path."""
    with in_community(north.pk):
        fund = Fund.objects.order_by("opened_on", "pk").first()
        own = Fund.objects.create(name="Ann’s own", is_restricted=True, purpose="Her choice", person=ann.person)
    town = SimpleNamespace(community=north, fund=fund, founder=ann, ann=ann, bea=ann, tom=cleo)
    with_rules(town, decide_from=900)
    with in_community(north.pk):
        waiting, mine = asked(town, amount=1, receipt=True), a_draft_of(town, ann, amount=1)
        receipt, of_mine = Receipt.objects.get(request=waiting), add_receipt(mine, file=a_pdf(), by=ann.person)
        advance = paid(town, amount=50, kind="advance", spent_on=None)
        return {
            "expenses": {"id": a_draft_of(town, ann, amount=3).pk},
            "expenses/{id}/approval": {"id": waiting.pk},
            "money/expenses": {"id": waiting.pk, "one": receipt.pk},
            "expenses/{id}/asking": {"id": a_draft_of(town, ann, amount=2).pk},
            "expenses/{id}/withdrawal": {"id": asked(town, ann, amount=1).pk},
            "expenses/{id}/refusal": {"id": asked(town, amount=1).pk},
            "expenses/{id}/receipts": {"id": mine.pk, "one": of_mine.pk},
            "expenses/{id}/payment": {"id": approved(town, amount=1).pk},
            "expenses/{id}/decision": {"id": asked(town, amount=900).pk},
            "expenses/{id}/word": {"id": asked(town, amount=1, fund=own).pk},
            "expenses/{id}/rest": {"id": advance.pk},
        }, mine
