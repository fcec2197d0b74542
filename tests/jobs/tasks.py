"""Tasks to test with."""

from jobs.outbox import job

DONE = []


@job("tests.note")
def note(*args):
    DONE.append(args)


@job("tests.fail")
def fail(reason):
    DONE.append(reason)
    raise RuntimeError(reason)
