"""Who may do what: three groups, made from one table. Safe to repeat."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.db.models import Q

CONTRIBUTOR, EDITOR, ADMINISTRATOR = "contributor", "editor", "administrator"

WRITE = ("view", "add", "change")
# What is edited as rows of another record's form has to be deletable there; records themselves refuse it once public.
ROWS = ("view", "add", "change", "delete")

_RECORDS = ("incident", "actor", "facility", "place", "timeline")
_ROWS = (
    "incidentplace", "participation", "incidentfacility", "casualties", "claim", "timelineentry",
    "actoralias", "actorrelation", "facilityalias", "facilitystatus", "placealias",
)  # fmt: skip

# Model (app.model) to the actions that the role adds to those of the role before it.
_CONTRIBUTOR: dict[str, tuple[str, ...]] = {
    **{f"incidents.{model}": WRITE for model in _RECORDS},
    **{f"incidents.{model}": ROWS for model in _ROWS},
    "incidents.suggestion": ("view", "change"),
    "incidents.incidenttype": ("view",),
    "sources.source": WRITE,
    "sources.publisher": WRITE,
    "sources.subscription": ("view",),
    "sources.capture": ("view",),
    "sources.extractedtext": ("view",),
    "ledger.edition": ("view",),
}
_EDITOR: dict[str, tuple[str, ...]] = {
    **{f"incidents.{model}": ("delete",) for model in _RECORDS},
    "incidents.incident": ("delete", "publish"),
    "sources.publisher": ("delete",),
    "sources.subscription": ROWS,
    "webhooks.webhook": WRITE,
    "webhooks.delivery": ("view", "change"),
    "files.snapshot": ("view", "add"),
    "access.apikey": ("view",),
}
_ADMINISTRATOR: dict[str, tuple[str, ...]] = {
    "auth.user": ROWS,
    "auth.group": ROWS,
    "webhooks.webhook": ("delete",),
    "webhooks.delivery": ("delete",),
    "access.apikey": WRITE,
    "ledger.edition": ("redact",),
}

ROLES: dict[str, tuple[dict[str, tuple[str, ...]], ...]] = {
    CONTRIBUTOR: (_CONTRIBUTOR,),
    EDITOR: (_CONTRIBUTOR, _EDITOR),
    ADMINISTRATOR: (_CONTRIBUTOR, _EDITOR, _ADMINISTRATOR),
}


@transaction.atomic
def ensure_roles() -> int:
    """Makes the three groups, or brings their permissions up to date; returns how many there are."""
    for name, tables in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(_permissions(tables))
    return len(ROLES)


def give_role(user: User, role: str) -> None:
    """The one role that the account has, and access to the admin."""
    ensure_roles()
    user.groups.remove(*Group.objects.filter(name__in=ROLES))
    user.groups.add(Group.objects.get(name=role))
    user.is_staff = True
    user.is_active = True
    user.save(update_fields=["is_staff", "is_active"])


def _permissions(tables: Iterable[dict[str, tuple[str, ...]]]) -> list[Permission]:
    wanted = Q(pk=None)
    for table in tables:
        for label, actions in table.items():
            app, model = label.split(".")
            codenames = [f"{action}_{model}" for action in actions]
            wanted |= Q(content_type__app_label=app, codename__in=codenames)
    return list(Permission.objects.filter(wanted))
