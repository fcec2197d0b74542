"""Everything that writes a curriculum."""

from curriculum.actions.curricula import create_curriculum, edit_curriculum
from curriculum.actions.nodes import add_node, edit_node
from curriculum.actions.publishing import ON_PUBLISHING, publish_version

__all__ = ["ON_PUBLISHING", "add_node", "create_curriculum", "edit_curriculum", "edit_node", "publish_version"]
