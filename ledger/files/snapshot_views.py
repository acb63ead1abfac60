"""Files of snapshots: at the address of their seq for ever, and at `latest` by redirection.

They follow from the snapshot and not from the head, so they carry marks of their own. Their bytes never change, but a
redaction takes them away: so every copy on the way has to ask, and is told 304 from one row.
"""

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response

from ledger.api.answers import known_only
from ledger.caching import ASKED_EACH_TIME
from ledger.files.models import Reason, Snapshot, State
from ledger.files.packages import MANIFEST, MEDIA_TYPES, PACKAGE
from ledger.files.snapshots import is_sound, newest_sound
from ledger.files.store import store
from ledger.models import LedgerHead
from ledger.problems import problem
from ledger.serving import served

NONE_YET = "No snapshot has been made yet. Live files, such as /data/incidents.jsonl, are always there."
WHY = {
    Reason.REDACTED: "Something in this snapshot was redacted since.",
    Reason.RESTORED: "The ledger was restored since, and this snapshot is not of it.",
    Reason.EXPIRED: "Newer snapshots took its place.",
}


def _asked_each_time(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """No mark of the head: snapshots come and go while the head stays."""

    @wraps(view)
    def answered(request: HttpRequest, head: LedgerHead, **kwargs: object) -> HttpResponseBase:
        response = view(request, head, **kwargs)
        response.headers.setdefault("Cache-Control", ASKED_EACH_TIME)
        return response

    return answered


@served
@_asked_each_time
def latest(request: HttpRequest, _head: LedgerHead, name: str) -> HttpResponseBase:
    known_only(dict(request.GET.lists()))
    snapshot = newest_sound()
    if snapshot is None:
        return problem(404, NONE_YET, instance=request.path, live="/data/")
    if name not in (PACKAGE, MANIFEST) and snapshot.file(name) is None:
        raise Http404
    return HttpResponseRedirect(reverse("files:snapshot", args=[snapshot.seq, name]))


@served
@_asked_each_time
def snapshot_file(request: HttpRequest, head: LedgerHead, seq: int, name: str) -> HttpResponseBase:
    known_only(dict(request.GET.lists()))
    snapshot = Snapshot.objects.filter(seq=seq, state=State.READY, epoch=head.epoch).first()
    if snapshot is None or not is_sound(snapshot, head):
        return _not_there(request, seq, snapshot)
    return _sent(request, snapshot, name)


def _not_there(request: HttpRequest, seq: int, unsound: Snapshot | None) -> HttpResponse:
    """410 where there was one; it says why, and where to go on."""
    gone = unsound or Snapshot.objects.filter(seq=seq, state__in=(State.READY, State.GONE)).first()
    if gone is None:
        raise Http404
    reason = Reason(gone.reason) if gone.reason else Reason.REDACTED
    newest = reverse("files:latest", args=[MANIFEST])
    return problem(
        410, WHY.get(reason, "This snapshot is gone."), instance=request.path, reason=reason.value, snapshot=newest
    )  # fmt: skip


def _sent(request: HttpRequest, snapshot: Snapshot, name: str) -> HttpResponseBase:
    file = snapshot.file(name)
    if file is None and name not in (PACKAGE, MANIFEST):
        raise Http404
    mark = file["sha256"] if file else f"{snapshot.epoch}-{snapshot.seq}-{name}"
    known = get_conditional_response(request, etag=f'"{mark}"')
    if known is not None:
        return known
    # They are packed already: packed again they would lose their length and their mark.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    response = FileResponse((store().folder_of(snapshot) / name).open("rb"), content_type=_media_type(name))
    response.headers["ETag"] = f'"{mark}"'
    if file is not None:
        kind_and_format = name.replace(".", f"-{snapshot.seq}.", 1)
        response.headers["Content-Disposition"] = f'attachment; filename="daftar-{kind_and_format}"'
        package = reverse("files:snapshot", args=[snapshot.seq, PACKAGE])
        response.headers["Link"] = f'<{settings.SITE_URL}{package}>; rel="describedby"'
    return response


def _media_type(name: str) -> str:
    ending = Path(name).suffix.removeprefix(".")
    return {"gz": "application/gzip", "json": "application/json"}.get(ending) or MEDIA_TYPES[ending]
