"""What is kept: themes, versions of the role description with their tasks, comments, marks."""

from koppelvlak.framework.models.consultation import Comment, Reaction
from koppelvlak.framework.models.description import (
    Certainty,
    Party,
    RoleDescription,
    Task,
    current,
)
from koppelvlak.framework.models.marks import Answer, Mark
from koppelvlak.framework.models.theme import Theme

__all__ = [
    "Answer", "Certainty", "Comment", "Mark", "Party", "Reaction", "RoleDescription", "Task",
    "Theme", "current",
]  # fmt: skip
