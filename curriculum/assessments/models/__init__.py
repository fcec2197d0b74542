"""Attempts at the assessments of published curricula, and the questions and rubrics that a community keeps at hand."""

from curriculum.assessments.models.attempts import Answer, Attempt, Evidence
from curriculum.assessments.models.banks import BankQuestion, QuestionBank, Rubric

__all__ = ["Answer", "Attempt", "BankQuestion", "Evidence", "QuestionBank", "Rubric"]
