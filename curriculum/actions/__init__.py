"""Everything that writes a curriculum or a framework."""

from curriculum.actions.curricula import (
    REFUSALS,
    add_coauthor,
    archive_curriculum,
    create_curriculum,
    edit_curriculum,
    remove_coauthor,
    restore_curriculum,
)
from curriculum.actions.frameworks import (
    MOST_COMPETENCIES,
    add_competency,
    create_framework,
    delete_competency,
    edit_competency,
    edit_framework,
    link_competencies,
    move_competency,
    unlink_competencies,
)
from curriculum.actions.locking import locked
from curriculum.actions.nodes import Overtaken, add_node, delete_node, edit_node, fill_draft, move_node, place_node
from curriculum.actions.publishing import ON_PUBLISHING, publish_version, ready_nodes, write_version

__all__ = [
    "MOST_COMPETENCIES",
    "ON_PUBLISHING",
    "REFUSALS",
    "Overtaken",
    "add_coauthor",
    "add_competency",
    "add_node",
    "archive_curriculum",
    "create_curriculum",
    "create_framework",
    "delete_competency",
    "delete_node",
    "edit_competency",
    "edit_curriculum",
    "edit_framework",
    "edit_node",
    "fill_draft",
    "link_competencies",
    "locked",
    "move_competency",
    "move_node",
    "place_node",
    "publish_version",
    "ready_nodes",
    "remove_coauthor",
    "restore_curriculum",
    "unlink_competencies",
    "write_version",
]
