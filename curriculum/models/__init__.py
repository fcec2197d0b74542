"""Curricula and their versions, and the frameworks of competencies that they serve."""

from curriculum.models.curricula import (
    Curriculum,
    CurriculumUserPermission,
    Described,
    Kind,
    Node,
    Placed,
    Version,
    VersionNode,
)
from curriculum.models.frameworks import Competency, CompetencyLink, Framework, Relation

__all__ = [
    "Competency",
    "CompetencyLink",
    "Curriculum",
    "CurriculumUserPermission",
    "Described",
    "Framework",
    "Kind",
    "Node",
    "Placed",
    "Relation",
    "Version",
    "VersionNode",
]
