"""Curricula and their versions, and the frameworks of competencies that they serve."""

from curriculum.models.curricula import (
    Curriculum,
    CurriculumUserPermission,
    Described,
    Node,
    Placed,
    Version,
    VersionNode,
)
from curriculum.models.frameworks import Competency, CompetencyLink, Framework, Relation
from curriculum.models.origins import Origin
from curriculum.models.vocabulary import LEAVES, AccessFeature, AccessHazard, AccessMode, Answers, Kind, Method

__all__ = [
    "LEAVES",
    "AccessFeature",
    "AccessHazard",
    "AccessMode",
    "Answers",
    "Competency",
    "CompetencyLink",
    "Curriculum",
    "CurriculumUserPermission",
    "Described",
    "Framework",
    "Kind",
    "Method",
    "Node",
    "Origin",
    "Placed",
    "Relation",
    "Version",
    "VersionNode",
]
