"""
Run the benchmarks: ``python -m benchmarks`` for all, or some by name.
"""

import sys
from importlib import import_module

NAMES = (
    "imports",
    "title",
    "hooks",
    "wire",
    "store",
    "load",
    "verify",
    "municipality",
    "statistics",
    "columns",
    "matching",
    "obligations",
    "dues",
    "followup",
)


def main() -> int:
    """
    Print every figure beside its aim; the exit code says whether all were reached.
    """
    chosen = sys.argv[1:] or NAMES
    unknown = [name for name in chosen if name not in NAMES]
    if unknown:
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(NAMES)}.")
        return 2
    missed = 0
    for name in chosen:
        module = import_module(f"benchmarks.{name}")
        print(f"\n{name}: {(module.__doc__ or '').strip()}")
        for figure in module.figures():
            print(f"  {figure}", flush=True)
            missed += not figure.reached
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
