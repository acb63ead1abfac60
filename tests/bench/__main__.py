"""`make bench`: `python -m tests.bench [--incidents N] [--seed S] [--fresh]`, or `compare SMALL LARGE`.

Not a test: figures depend on the machine, so each stands beside what cannot be beaten on the same machine.
"""

import os
import sys

# Spawned processes import this file too, before they unpickle anything that needs tables.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")

import django

django.setup()

from tests.bench.run import main  # noqa: E402 - Django must be set up first

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
