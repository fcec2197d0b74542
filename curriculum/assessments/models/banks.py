"""Questions and rubrics that a community keeps at hand; what an assessment takes of them is a copy."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Membership
from curriculum.models import Competency
from curriculum.questions import KINDS, Question, read_question
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity

TYPES = [(name, kind.label) for name, kind in KINDS.items()]


class QuestionBank(TenantModel):
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("what is in it"), blank=True, max_length=2000)
    language = models.CharField(_("language"), max_length=35)  # BCP 47
    made_by = TenantForeignKey(Membership, models.PROTECT, related_name="+", null=True)
    edited_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.title


class BankQuestion(TenantModel):
    """`content` is the question as JSON; key, type and words stand beside it to be found by."""

    bank = TenantForeignKey(QuestionBank, models.CASCADE, related_name="questions")
    key = models.UUIDField()
    type = models.CharField(_("kind"), max_length=10, choices=TYPES)
    prompt = models.TextField()
    content: Any = models.JSONField()
    competency = TenantForeignKey(Competency, models.CASCADE, related_name="+", null=True, blank=True)
    tags = ArrayField(models.CharField(max_length=60), default=list)
    edited_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["bank", "key"], name="one_bank_question_a_key")]

    @property
    def question(self) -> Question:
        return read_question(self.content)


class Rubric(TenantModel):
    """`content` as curriculum.questions.Rubric, with the levels of the mastery scale as it was when it was written."""

    title = models.CharField(_("title"), max_length=200)
    content: Any = models.JSONField()
    made_by = TenantForeignKey(Membership, models.PROTECT, related_name="+", null=True)
    edited_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.title
