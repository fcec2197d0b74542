"""A cache that is missed, not missing: with Valkey down, pages and sign-in go on."""

from collections.abc import Callable
from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger()


def _forgiving(name: str, otherwise: Any) -> Callable[..., Any]:
    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(super(ForgivingCache, self), name)(*args, **kwargs)
        except (RedisError, OSError) as problem:
            log.warning("cache_unreachable", operation=name, problem=str(problem))
            return kwargs.get("default", args[1] if name == "get" and len(args) > 1 else otherwise)

    return call


class ForgivingCache(RedisCache):
    """Reading finds nothing and writing does nothing while the server is unreachable."""

    get = _forgiving("get", None)
    get_many = _forgiving("get_many", {})
    set = _forgiving("set", None)
    set_many = _forgiving("set_many", [])
    add = _forgiving("add", True)
    incr = _forgiving("incr", 1)
    touch = _forgiving("touch", False)
    delete = _forgiving("delete", False)
    delete_many = _forgiving("delete_many", None)
    has_key = _forgiving("has_key", False)
