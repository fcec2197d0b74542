from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IncomeConfig(AppConfig):
    name = "funding.income"

    def ready(self) -> None:
        from communities.governance.founding import ON_FOUNDING
        from communities.governance.kinds import register
        from communities.queries import time_zone_of
        from communities.roles import declare
        from funding.income import panels, tables
        from funding.income.hardship_setting import HARDSHIP
        from funding.income.receipts_setting import RECEIPTS
        from jobs.due import daily, register_due, schedule

        declare("funding.see_donors", _("See donors, their donations and their receipts"), "administrator")
        declare(
            "funding.see_charges", _("See what each learner is charged, and record what they paid"), "administrator"
        )
        declare("funding.see_hardship", _("See who asks to pay less, and decide on it"), "administrator")
        register(RECEIPTS)
        register(HARDSHIP)
        register_due("income.daily", task="income.daily", next_at=daily(8, time_zone_of))
        ON_FOUNDING.append(lambda community, _founder: schedule("income.daily", community.pk))
        panels.register()
        tables.register()
        _tell()
        _open_doors()
        _keep_what_the_books_stand_on()


def _tell() -> None:
    from funding.income import news
    from notices.kinds import declare_kind, declare_topic

    declare_topic("income", _("Donations and fees"), _("Receipts for what you gave, and what is due."))
    for kind, words, icon in news.KINDS:
        declare_kind(f"income.{kind}", topic="income", words=words, icon=icon)


def _open_doors() -> None:
    from funding.doors import DOORS, Door
    from learners.registry import CHILD_PAGES, ChildPage
    from web.registry import MY_MENU, MenuItem

    DOORS.append(
        Door(
            label=_("Donations"), lead=_("Who gives, what is expected, and receipts."), url_name="income-giving",
            icon="heart", permission="funding.see_donors", order=50,
        )
    )  # fmt: skip
    DOORS.append(
        Door(
            label=_("Fees"), lead=_("What is asked for, charged for a term or a month, and paid."),
            url_name="income-fees", icon="wallet", permission="funding.post", order=60,
        )
    )  # fmt: skip
    CHILD_PAGES.append(ChildPage(_("The fees of %(name)s"), "income-child-fees"))
    MY_MENU.append(MenuItem(label=_("My fees"), icon="wallet", url_name="income-own-fees", order=33))
    MY_MENU.append(MenuItem(label=_("My receipts"), icon="receipt", url_name="income-own-receipts", order=34))


def _keep_what_the_books_stand_on() -> None:
    from learners.mydata.erasing import KEPT, Kept
    from learners.mydata.words import PARTS

    PARTS["income.Donor"] = _("What communities know of me as a donor")
    PARTS["income.Receipt"] = _("Receipts for what I gave")
    PARTS["income.Charge"] = _("Fees I was charged")
    PARTS["income.Payment"] = _("What was paid of my fees")
    PARTS["income.HardshipRequest"] = _("Where I asked to pay less")
    books = _("the books stand on it")
    KEPT["income.Charge"], KEPT["income.Payment"] = Kept(books, {}), Kept(books, {})
    why = _("receipts are numbered without a gap, and the tax office may ask for them")
    blanked = {"email": "", "note": "", "may_be_named": False, "wants_reminders": False}
    KEPT["income.Donor"], KEPT["income.Receipt"] = Kept(why, blanked), Kept(why, {})
