from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpensesConfig(AppConfig):
    name = "funding.expenses"

    def ready(self) -> None:
        from communities.governance.effects import register_effect
        from communities.roles import declare
        from funding.doors import DOORS, Door
        from funding.expenses import news, panels, tables
        from funding.expenses.effect import PAY_EXPENSE
        from funding.expenses.keeping import keep
        from notices.kinds import declare_kind, declare_topic

        declare(
            "funding.ask", _("Ask for money"), "administrator", "teacher", "learner", "guardian", "member", "steward"
        )
        declare("funding.approve", _("Approve what others ask for"), "administrator", "steward")
        register_effect(PAY_EXPENSE)
        declare_topic("expenses", _("Expenses"), _("What I asked for, and what others ask that I answer or pay."))
        for kind, words, icon in news.KINDS:
            declare_kind(f"expenses.{kind}", topic="expenses", words=words, icon=icon)
        DOORS.append(
            Door(
                label=_("Expenses"), lead=_("Ask for money, approve and pay what others ask for."),
                url_name="expenses-list", icon="receipt", permission="funding.ask", order=30,
            )
        )  # fmt: skip
        panels.register()
        tables.register()
        keep()
