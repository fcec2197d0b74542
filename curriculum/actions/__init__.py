"""Everything that writes a curriculum."""

from curriculum.actions.curricula import (
    add_coauthor,
    archive_curriculum,
    create_curriculum,
    edit_curriculum,
    remove_coauthor,
    restore_curriculum,
)
from curriculum.actions.nodes import add_node, delete_node, edit_node, move_node
from curriculum.actions.publishing import ON_PUBLISHING, publish_version, write_version

__all__ = [
    "ON_PUBLISHING",
    "add_coauthor",
    "add_node",
    "archive_curriculum",
    "create_curriculum",
    "delete_node",
    "edit_curriculum",
    "edit_node",
    "move_node",
    "publish_version",
    "remove_coauthor",
    "restore_curriculum",
    "write_version",
]
