#!/usr/bin/env python
"""Django's command line; starts the embedded services where no others are named."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    from config.startup import ensure_services

    ensure_services(sys.argv[1:2])
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
