"""A command, and any thread of a web process, rings through the product's own Celery application."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
IN_A_THREAD = """
import threading
from celery import current_app
thread = threading.Thread(target=lambda: print(current_app.main, current_app.conf.broker_url))
thread.start()
thread.join()
"""
WAYS_IN = {
    "command": ["manage.py", "shell", "--verbosity", "0", "-c", IN_A_THREAD],
    "web": ["-c", f"import config.wsgi\n{IN_A_THREAD}"],
}


@pytest.mark.parametrize("way_in", WAYS_IN)
def test_a_thread_finds_the_broker(way_in: str) -> None:
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "SECRET_KEY": "only for this test",
        "CELERY_BROKER_URL": "redis://broker.invalid:6379/0",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, *WAYS_IN[way_in]], cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["daftar", "redis://broker.invalid:6379/0"]
