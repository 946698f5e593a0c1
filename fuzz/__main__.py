"""`python -m fuzz [cases] [start]`: every case that crashes the reading, or is misread in silence, is kept and told."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from fuzz.cases import case, fault

FOUND = Path(__file__).parents[1] / ".cache" / "fuzz"
CASES = 10_000
STEP = 500  # cases between two signs of life


def main(count: int, start: int) -> int:
    """Run so many cases of a series; 1 if one went wrong."""
    wrong = 0
    for number in range(count):
        tried = case(number, start)
        try:
            reason = fault(tried)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:  # noqa: BLE001 - any crash is what is looked for; a panic of the reader is no Exception
            reason = traceback.format_exc()
        if reason:
            wrong += 1
            FOUND.mkdir(parents=True, exist_ok=True)
            path = FOUND / f"{start}-{number}-{tried.seed.name}"
            path.write_bytes(tried.content)
            print(f"case {number} ({tried.kind} of {tried.seed.name}), kept as {path}:\n{reason}", flush=True)
        if number % STEP == STEP - 1:
            print(f"{number + 1} cases, {wrong} wrong", flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(given + [CASES, 0][len(given) :])))
