"""What is taken away of fees and donations, in the format that the address ends in."""

from uuid import UUID

from django.http import HttpResponseBase

from communities.access import MemberRequest, needs
from files.views import export


@needs("funding.see_charges")
def open_charges(request: MemberRequest, format: str) -> HttpResponseBase:
    return export(request, "income.open_charges", {"format": format})


@needs("funding.see_charges")
def open_charges_of(request: MemberRequest, pk: UUID, format: str) -> HttpResponseBase:
    return export(request, "income.open_charges", {"run": str(pk), "format": format})


@needs("funding.see_donors")
def donations(request: MemberRequest, format: str) -> HttpResponseBase:
    return export(request, "income.donations", {"format": format})


@needs("funding.see_donors")
def donors(request: MemberRequest, format: str) -> HttpResponseBase:
    return export(request, "income.donors", {**request.GET.dict(), "format": format})
