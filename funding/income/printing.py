"""A receipt as it is printed, in the language it was written in."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.income.models import Receipt
from funding.income.shown import lines_of
from web.amounts import write_day, write_money
from web.letters import Letter, Part, letter_pdf
from web.paper import PDF


def pdf_answer(receipt: Receipt, *, own: bool = False) -> HttpResponse:
    named = {"Content-Disposition": f'attachment; filename="{receipt}.pdf"'}
    return HttpResponse(receipt_pdf(receipt, own=own), content_type=PDF, headers=named)


def receipt_pdf(receipt: Receipt, *, own: bool = False) -> bytes:
    """`receipt` is one of `receipts` or `own_receipts`; one that another cancels says so first.

    `own`: in its donor's scope."""
    content = receipt.content
    language = content.get("language", "en")
    with override(language):
        title = content["title"]
        if receipt.cancels_id:
            title = _("Cancellation") if own else _("Cancellation of receipt %(number)s") % {"number": receipt.cancels}
        letter = Letter(
            title=f"{title} {receipt}", author=content["community"], language=language, parts=_parts(receipt, title)
        )
    return letter_pdf(letter)


def _parts(receipt: Receipt, title: str) -> list[Part]:
    content, holds = receipt.content, not receipt.cancels_id
    cancelled = [_("Cancelled: this receipt holds no longer.")] if getattr(receipt, "cancelled", False) else []
    gifts = [f"{write_day(one.on)}: {write_money(one.amount, receipt.currency)}" for one in lines_of(receipt)]
    signs = content.get("signs", "") if holds else ""
    return [
        Part(cancelled, "strong"),
        Part(_lines(content["community"], content["place"])),
        Part(_lines(content["name"], content["address"], content["tax_number"])),
        Part([title], "title"),
        Part([f"{receipt} · {write_day(receipt.made_on)}"]),
        Part([write_money(receipt.amount, receipt.currency)], "strong"),
        *(Part(_lines(words)) for words in content["paragraphs"]),
        Part(gifts, "list"),
        Part(_lines(signs), "sign"),
        Part(_lines(content["signed_by"]), "sign"),
        Part(_lines(content["source"] if holds else ""), "small"),
    ]


def _lines(*texts: str) -> list[str]:
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]
