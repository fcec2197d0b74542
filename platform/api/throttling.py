"""How often one caller may call."""

from typing import Any

from rest_framework.throttling import SimpleRateThrottle


class CallerThrottle(SimpleRateThrottle):
    """One rate for a person, another for an address that nobody signed in from."""

    scope = "caller"

    def get_cache_key(self, request: Any, view: Any) -> str:
        if request.user and request.user.is_authenticated:
            return f"throttle_{request.user.pk}"
        self.rate = self.THROTTLE_RATES["anonymous"]
        self.num_requests, self.duration = self.parse_rate(self.rate)
        return f"throttle_{self.get_ident(request)}"
