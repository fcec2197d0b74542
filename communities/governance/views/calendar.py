"""A community's terms and holidays, for anyone's calendar."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_GET

from communities.access import CommunityRequest, open_to
from communities.governance.dates import school_days
from notices.feeds import calendar_answer


@require_GET
@open_to("public")
def calendar(request: CommunityRequest) -> HttpResponseBase:
    community = request.access.community
    return calendar_answer(request, community.name, school_days(community))
