from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.db import transaction

from communities.models import Community
from demo.adapting import adapt
from demo.assessing import assess
from demo.attending import take_rolls
from demo.beginning import begin
from demo.bookkeeping import keep_more_books
from demo.camping import camp
from demo.claiming import claim_people
from demo.collecting import collect
from demo.consenting import agree_to_share
from demo.drawing import draw_lots
from demo.equipping import equip
from demo.frameworks import write_frameworks
from demo.giving import receive
from demo.granting import grant_money
from demo.learning import teach
from demo.lending import lend
from demo.moderating import moderate
from demo.moving import move_homes
from demo.neighbours import neighbour
from demo.noticing import tell_people
from demo.opening import open_the_books
from demo.parting import part
from demo.planning import plan
from demo.planting import plant_communities
from demo.releasing import release
from demo.reporting import report
from demo.requesting import ask_for_money
from demo.reviewing import say_how_it_went
from demo.showing import show_evidence
from demo.spending import keep_books
from demo.stories import tell_stories
from demo.turning import close_a_term
from demo.writing import write_curricula

STEPS = (
    write_frameworks,
    write_curricula,
    equip,
    say_how_it_went,
    teach,
    neighbour,
    agree_to_share,
    assess,
    show_evidence,
    moderate,
    take_rolls,
    plan,
    adapt,
    camp,
    collect,
    keep_books,
    receive,
    grant_money,
    keep_more_books,
    tell_stories,
    open_the_books,
    lend,
    ask_for_money,
    draw_lots,
    move_homes,
    part,
    begin,
    claim_people,
    release,
    close_a_term,
    report,
    tell_people,
)


class Command(BaseCommand):
    help = "Plant the demo network in an empty database: invented communities and people, with a term under way."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if Community.objects.exists():
            raise CommandError("There are communities already; the demo network is planted in an empty database.")
        garden = plant_communities()
        for step in STEPS:
            step(garden)
            if options["verbosity"]:
                self.stdout.write(f"{step.__name__} ✓")
