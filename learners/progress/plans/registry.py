"""What rooms above show on a learner's plan; each adds its own in AppConfig.ready."""

from web.registry import Panel

PLAN_PAGE: list[Panel] = []  # above the goals
