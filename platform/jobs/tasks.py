"""The minute's tick: the one regular task that Celery's beat knows."""

from celery import shared_task

from jobs import due, outbox


@shared_task(name="jobs.tick")
def tick() -> None:
    due.take_due()
    outbox.hand_over_waiting()
