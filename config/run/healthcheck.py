"""`python -m config.run.healthcheck [URL]`: exit status 0 when the web process and its database answer."""

import os
import sys

from config.run.addresses import allowed_host, answers


def main(arguments: list[str]) -> int:
    address = arguments[0] if arguments else "http://127.0.0.1:8000/healthz"
    return 0 if answers(address, allowed_host(os.environ)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
