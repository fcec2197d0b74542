"""How often one caller may call."""

import time
from typing import Any

from django.core.cache import cache
from rest_framework.throttling import SimpleRateThrottle

from api.callers import address


class CallerThrottle(SimpleRateThrottle):
    """One rate for a person, another for an address that nobody signed in from; counted anew in each period.

    While the cache is unreachable nobody is refused."""

    scope = "caller"

    def allow_request(self, request: Any, view: Any) -> bool:
        if self.rate is None:
            return True
        if request.user and request.user.is_authenticated:
            who = f"person-{request.user.pk}"
        else:
            who = f"address-{address(request)}"
            self.num_requests, self.duration = self.parse_rate(self.THROTTLE_RATES["anonymous"])
        duration = self.duration or 60
        self.period, passed = divmod(time.time(), duration)
        self.left = duration - passed
        return self._count(f"throttle-{who}-{self.period:.0f}") <= (self.num_requests or 0)

    def wait(self) -> float:
        """Seconds until the next period."""
        return self.left + 1

    def _count(self, key: str) -> int:
        try:
            return int(cache.incr(key))
        except ValueError:
            cache.add(key, 0, self.duration)
            return int(cache.incr(key))
