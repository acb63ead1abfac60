"""The product's settings on embedded services of their own, so that tests never meet a running register."""

import os
from pathlib import Path

os.environ.setdefault("DAFTAR_DATA_DIR", str(Path(__file__).resolve().parent.parent / ".daftar" / "test"))
# A test database that a power cut could spoil is no loss.
os.environ.setdefault("DAFTAR_EMBEDDED_FSYNC", "off")

from config.settings import *  # noqa: F403 - the environment must be set first; tests want every setting

ANONYMOUS_REQUESTS_PER_MINUTE = KEY_REQUESTS_PER_MINUTE = 0  # tests ask quickly; those of the limit set one
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast logins, in tests only
