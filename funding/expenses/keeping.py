"""What other rooms are told of requests: which entries are theirs, and what stays of them when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from funding.expenses.queries import request_of_entry
from funding.holds import KEEPERS, Keeper
from funding.models import Entry
from learners.mydata.erasing import KEPT, Kept
from learners.mydata.words import PARTS


def keep() -> None:
    KEEPERS.append(keeper)
    why = _("the books stand on it")
    KEPT["expenses.Request"] = Kept(why, {"words": "", "serves": "", "answer": "", "payee": ""})
    KEPT["expenses.RequestLine"] = Kept(why, {})
    KEPT["expenses.Receipt"] = Kept(_("it proves what the books say"), {})
    PARTS["expenses.Request"] = _("What I asked to be paid")
    PARTS["expenses.RequestLine"] = _("What I asked to be paid, line by line")
    PARTS["expenses.Receipt"] = _("Receipts I handed in")


def keeper(entry: Entry) -> Keeper | None:
    request = request_of_entry(entry)
    if request is None:
        return None
    return Keeper("expenses-request", request.pk, request.title, pays=entry.pk == request.payment_id)
