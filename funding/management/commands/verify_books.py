"""manage.py verify_books [SLUG]: prove chain, balances, limits and heads; name the first bad row."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from communities.models import Community
from funding.actions import verify_books
from funding.debts import Mismatch, compare_debts
from tenancy.scope import in_community


class Command(BaseCommand):
    help = "Prove the books of one community, or of all: chain, balances, limits, published heads, debts between them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", nargs="?", help="of the community; without it, every community's books")

    def handle(self, *, slug: str | None, **_options: Any) -> None:
        communities = Community.objects.order_by("slug")
        if slug:
            communities = communities.filter(slug=slug)
            if not communities:
                raise CommandError(f"There is no community {slug}.")
        bad = sum(not self._verify(community) for community in communities.iterator())
        bad += 0 if slug else self._compare()
        if bad:
            raise CommandError(f"Books that are not as they were written: {bad}")

    def _compare(self) -> int:
        """Between communities."""
        compared = compare_debts()
        if not compared.apart:
            self.stdout.write(f"between communities: {compared.debts} debts, told alike in both books")
        return sum(self._tell(mismatch) for mismatch in compared.apart)

    def _tell(self, told: Mismatch) -> bool:
        self.stdout.write(
            f"{told.creditor.slug}: has {told.due_from} {told.currency} (minor units) due from {told.debtor.slug},"
            f" whose books say {told.due_to}"
        )
        return True

    def _verify(self, community: Community) -> bool:
        with in_community(community.pk):
            found = verify_books()
        if found.fault:
            self.stdout.write(f"{community.slug}: {found.fault} (row {found.row})")
        else:
            self.stdout.write(f"{community.slug}: verified up to entry {found.seq}: chain, balances, limits, heads")
        return not found.fault
