"""PostgreSQL and Valkey for a machine that has neither: started by the first command, stopped by the last."""

from .commands import needs_services
from .errors import CannotStart
from .holding import environment, hold
from .place import data_folder

__all__ = ["CannotStart", "data_folder", "environment", "hold", "needs_services"]
