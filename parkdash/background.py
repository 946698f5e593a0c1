"""Work beside the readers: threads that go on without anybody watching and end before the process does.

A thread that is cut off inside the database takes the whole process down with a crash, so all get time to end.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from weakref import WeakSet

PARTING_SECONDS = 10.0

_running: WeakSet[threading.Thread] = WeakSet()


def start(name: str, work: Callable[..., None], *args: object) -> None:
    """Have `work(*args)` done in a thread of that name."""
    thread = threading.Thread(target=work, args=args, name=name, daemon=True)
    _running.add(thread)
    thread.start()


@atexit.register
def _wait_for_all() -> None:
    for thread in list(_running):
        thread.join(PARTING_SECONDS)
