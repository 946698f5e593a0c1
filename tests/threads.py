"""Threads that fail on purpose: what they tell the log is heard in their own test, not in the next one."""

from __future__ import annotations

import threading


def ended(name: str) -> None:
    """Wait until the thread of that name has ended."""
    for thread in threading.enumerate():
        if thread.name == name:
            thread.join(10)
