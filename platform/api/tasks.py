from api import idempotency
from jobs.outbox import job


@job("api.forget_old_answers")
def forget_old_answers() -> None:
    idempotency.forget_old_answers()
