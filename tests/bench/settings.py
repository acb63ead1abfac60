"""The product's settings on embedded services of the benchmark's own, whatever the environment points at."""

import os
from pathlib import Path

os.environ.setdefault("DAFTAR_DATA_DIR", str(Path(__file__).resolve().parents[2] / ".daftar" / "bench"))
# Half of the filling; reading does not care.
os.environ.setdefault("DAFTAR_EMBEDDED_FSYNC", "off")
for elsewhere in ("DATABASE_URL", "DATABASE_REPLICA_URLS", "CELERY_BROKER_URL"):
    os.environ.pop(elsewhere, None)

from config.settings import *  # noqa: E402, F403 - the environment must be set first; the product's every setting
