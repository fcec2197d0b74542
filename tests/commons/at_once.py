"""Acts that begin together, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tenancy.refusal import Refused


def together(*acts):
    """What each returns, or the error it ends with."""
    start = Barrier(len(acts))

    def one(act):
        start.wait(20)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result(60) for done in [pool.submit(one, each) for each in acts]]


def one_refused(results):
    kinds = sorted(isinstance(one, Refused) for one in results)
    assert kinds == [False, True], results
    return next(str(one) for one in results if isinstance(one, Refused))


def sound(results):
    assert not [one for one in results if isinstance(one, Exception)], results
