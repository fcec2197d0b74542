from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

MONDAY, MORNING, NIGHT = 0, 6, 20


class EvaluationConfig(AppConfig):
    name = "evaluation"

    def ready(self) -> None:
        from communities.governance.actions import ON_FOUNDING
        from communities.models import Community
        from communities.roles import declare
        from jobs.due import register_due, schedule, weekly

        def zone_of(community_id: Any) -> str:
            return Community.objects.values_list("time_zone", flat=True).get(pk=community_id)

        declare(
            "evaluation.see_reports",
            _("Read the community’s reports"),
            *("administrator", "teacher", "guardian", "member", "steward", "policymaker"),
        )
        register_due("evaluation.weekly", task="evaluation.weekly", next_at=weekly(MONDAY, MORNING, zone_of))
        # By then Monday morning has come everywhere.
        register_due(
            "evaluation.network",
            task="evaluation.network",
            next_at=weekly(MONDAY, NIGHT, lambda _community: "UTC"),
            of_network=True,
        )
        ON_FOUNDING.append(lambda community, _founder: schedule("evaluation.weekly", community.pk))
