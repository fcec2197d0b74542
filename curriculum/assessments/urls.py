from django.urls import path

from curriculum.assessments.api import attempts as attempts_api
from curriculum.assessments.api import banks as banks_api
from curriculum.assessments.views import banks, marking, taking, writing

CURRICULUM = "curricula/<uuid:pk>/"
QUESTIONS = f"{CURRICULUM}parts/<uuid:key>/questions/"
QUESTION = f"{QUESTIONS}<uuid:question>/"
BANK = "banks/<uuid:pk>/"
mine = [
    path("attempts/", taking.my_attempts, name="assessments-mine"),
    path("attempts/<uuid:pk>/", taking.my_attempt, name="assessments-my-attempt"),
]
here = [
    path(
        f"{CURRICULUM}versions/<int:number>/assessments/<uuid:key>/", taking.assessment, name="assessments-assessment"
    ),
    path(f"{CURRICULUM}assessments/<uuid:key>/statistics/", marking.statistics, name="assessments-statistics"),
    path("attempts/", marking.attempts, name="assessments-attempts"),
    path("attempts/<uuid:pk>/", taking.attempt, name="assessments-attempt"),
    path("attempts/<uuid:pk>/evidence/<uuid:one>/<str:name>", taking.evidence, name="assessments-evidence"),
    path("attempts/<uuid:pk>/mark/", marking.mark, name="assessments-mark"),
    path(QUESTIONS, writing.questions, name="assessments-questions"),
    path(f"{QUESTIONS}new/", writing.write, name="assessments-new-question"),
    path(f"{QUESTIONS}preview/", writing.preview, name="assessments-preview"),
    path(f"{QUESTIONS}bank/", writing.pick, name="assessments-pick"),
    path(QUESTION, writing.write, name="assessments-question"),
    path(f"{QUESTION}move/<str:to>/", writing.move, name="assessments-move-question"),
    path(f"{QUESTION}delete/", writing.delete, name="assessments-delete-question"),
    path(f"{QUESTION}keep/", writing.keep, name="assessments-keep-question"),
    path("banks/", banks.all_banks, name="assessments-banks"),
    path("banks/new/", banks.edit_bank, name="assessments-new-bank"),
    path(BANK, banks.bank, name="assessments-bank"),
    path(f"{BANK}edit/", banks.edit_bank, name="assessments-edit-bank"),
    path(f"{BANK}forget/", banks.forget_bank, name="assessments-forget-bank"),
    path(f"{BANK}new/", banks.question, name="assessments-new-bank-question"),
    path(f"{BANK}<uuid:key>/", banks.question, name="assessments-bank-question"),
    path(f"{BANK}<uuid:key>/forget/", banks.forget_question, name="assessments-forget-question"),
    path("rubrics/", banks.all_rubrics, name="assessments-rubrics"),
    path("rubrics/new/", banks.rubric, name="assessments-new-rubric"),
    path("rubrics/<uuid:pk>/", banks.rubric, name="assessments-rubric"),
    path("rubrics/<uuid:pk>/forget/", banks.forget_rubric, name="assessments-forget-rubric"),
]
api_mine = [
    path("attempts/", attempts_api.MyAttemptsApi.as_view(), name="api-assessments-mine"),
    path("attempts/<uuid:pk>/", attempts_api.MyAttemptApi.as_view(), name="api-assessments-my-attempt"),
]
OF_VERSION = f"{CURRICULUM}versions/<int:number>/assessments/<uuid:key>/"
api_here = [
    path(OF_VERSION, attempts_api.AssessmentApi.as_view(), name="api-assessments-assessment"),
    path(f"{OF_VERSION}attempts/", attempts_api.OwnAttemptsApi.as_view(), name="api-assessments-own"),
    path(
        f"{CURRICULUM}assessments/<uuid:key>/statistics/", attempts_api.StatisticsApi.as_view(),
        name="api-assessments-statistics",
    ),
    path("attempts/", attempts_api.HandedInApi.as_view(), name="api-assessments-attempts"),
    path("attempts/<uuid:pk>/", attempts_api.AttemptApi.as_view(), name="api-assessments-attempt"),
    path("attempts/<uuid:pk>/answers/", attempts_api.AnswersApi.as_view(), name="api-assessments-answers"),
    path("attempts/<uuid:pk>/evidence/", attempts_api.EvidencesApi.as_view(), name="api-assessments-evidence"),
    path("attempts/<uuid:pk>/evidence/<uuid:one>/", attempts_api.EvidenceApi.as_view(), name="api-assessments-file"),
    path("attempts/<uuid:pk>/hand-in/", attempts_api.HandInApi.as_view(), name="api-assessments-hand-in"),
    path("attempts/<uuid:pk>/marks/", attempts_api.MarksApi.as_view(), name="api-assessments-marks"),
    path(f"{QUESTIONS}from-bank/", banks_api.FromBankApi.as_view(), name="api-assessments-from-bank"),
    path("banks/", banks_api.BanksApi.as_view(), name="api-assessments-banks"),
    path(BANK, banks_api.BankApi.as_view(), name="api-assessments-bank"),
    path(f"{BANK}questions/", banks_api.BankQuestionsApi.as_view(), name="api-assessments-bank-questions"),
    path(f"{BANK}questions/<uuid:key>/", banks_api.BankQuestionApi.as_view(), name="api-assessments-bank-question"),
    path("rubrics/", banks_api.RubricsApi.as_view(), name="api-assessments-rubrics"),
    path("rubrics/<uuid:pk>/", banks_api.RubricApi.as_view(), name="api-assessments-rubric"),
]  # fmt: skip
