from learners.turn.actions.carrying import carry_on, take_back
from learners.turn.actions.turning import turn_term
from learners.turn.actions.undoing import built_on, undo_turn

__all__ = ["built_on", "carry_on", "take_back", "turn_term", "undo_turn"]
