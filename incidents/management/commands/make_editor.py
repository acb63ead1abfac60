"""Makes an editor's account, or gives it a new password, and prints `login: password`."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from django.db import transaction

from incidents.services.roles import EDITOR, ROLES, give_role

WORD_BYTES = 12


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", default="editor")
        parser.add_argument("--role", choices=list(ROLES), default=EDITOR)

    def handle(self, *args: Any, **options: Any) -> None:
        password = secrets.token_urlsafe(WORD_BYTES)
        with transaction.atomic():
            user, _ = User.objects.get_or_create(username=options["username"])
            user.set_password(password)
            user.save()
            give_role(user, options["role"])
        self.stdout.write(f"{user.username}: {password}")
