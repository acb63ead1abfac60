"""The steps between the record and the public, the same for every kind of record: publish, correct, withdraw.

They stand outside Django's change form because that runs in a transaction, and publishing needs one of its own.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from incidents import vocabulary
from incidents.admin.differences import differences, outline
from incidents.admin.redacting import ALL, REDACT, RedactForm, public_note
from incidents.documents import PublishableRecord, kind_of
from incidents.models import Timeline
from incidents.models.record import Record, State
from incidents.services import publishing, redacting
from incidents.services.errors import NoteRequired, NotPublishable
from ledger import chain
from ledger.models import Edition, Operation
from sources.admin_bases import HistoryAdmin

PUBLISH = "incidents.publish_incident"
FOLDERS = {
    "incident": "incidents", "actor": "actors", "facility": "facilities", "place": "places", "source": "sources",
    "timeline": "timelines",
}  # fmt: skip
CHANGED_MEANWHILE = "Somebody changed the record while you looked at it. Look again: this is what it says now."


@contextmanager
def refusals_on(form: forms.Form) -> Iterator[None]:
    """What the service refuses stands on the form, beside the field that is to blame."""
    try:
        yield
    except NoteRequired as refusal:
        form.add_error("note", str(refusal))
    except NotPublishable as refusal:
        form.add_error(None, str(refusal))


class PublishForm(forms.Form):
    note = public_note("Readers see it with the edition: what was corrected, and why.")
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class WithdrawForm(forms.Form):
    reason_code = forms.ChoiceField(label="Reason", choices=[("", "---------"), *vocabulary.WITHDRAWAL_REASONS.items()])
    note = public_note("It stands on the public page in place of the record. Name nobody whom it should protect.")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a record stands between draft and public, for the strip at the top of its form."""

    label: str
    code: str
    public_address: str
    edition: Edition | None
    has_changes: bool


def public_address(record: PublishableRecord) -> str:
    """Its page finds its title's words by itself; timelines are known by theirs."""
    known_as = record.slug if isinstance(record, Timeline) else record.public_id
    return f"/{FOLDERS[kind_of(record)]}/{known_as}/"


def standing(record: PublishableRecord) -> Standing:
    edition = publishing.current_edition(record)
    if edition is None:
        return Standing("Draft: nobody but editors can see it", "draft", "", None, has_changes=False)
    address = public_address(record)
    if edition.is_tombstone and edition.op == Operation.REDACT:
        return Standing("Redacted: what it said is destroyed", "redacted", address, edition, has_changes=False)
    if edition.is_tombstone:
        return Standing("Withdrawn: its page says so, and why", "withdrawn", address, edition, has_changes=False)
    changed = publishing.has_unpublished_changes(record)
    words = "Published, with changes that are not public yet" if changed else "Published as it stands here"
    return Standing(words, "changed" if changed else "published", address, edition, has_changes=changed)


class PublishingAdmin(HistoryAdmin):
    """The admin of a record that can be public."""

    change_form_template = "admin/record_change_form.html"

    def get_urls(self) -> list[URLPattern]:
        def own(name: str, view: Any) -> URLPattern:
            route = f"<path:object_id>/{name}/"
            found: URLPattern = path(route, self.admin_site.admin_view(view), name=self.address_name(name))
            return found

        steps = {"publish": self.publish_view, "withdraw": self.withdraw_view, "redact": self.redact_view}
        return [*(own(name, view) for name, view in steps.items()), *super().get_urls()]

    def address_name(self, action: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{action}"

    def view_on_site(self, obj: PublishableRecord) -> str | None:
        return public_address(obj) if publishing.current_edition(obj) else None

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """For saving, the row as it is now and locked: two saves, or a save and a publication, wait for each other."""
        record = super().get_object(request, object_id, from_field)
        if record is None or request.method != "POST" or not connection.in_atomic_block:
            return record
        return self.get_queryset(request).select_for_update(of=("self",)).filter(pk=record.pk).first()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change and isinstance(obj, Record):
            obj.created_by = request.user  # type: ignore[assignment]  # admin_view lets nobody in who is not logged in
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only what was never public can be deleted; the rest is withdrawn, and its id stays."""
        was_public = obj is not None and getattr(obj, "state", State.DRAFT) != State.DRAFT
        return not was_public and super().has_delete_permission(request, obj)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.get_queryset(request).filter(pk=object_id).first() if object_id.isdecimal() else None
        context = {**self._steps(request, record), **(extra_context or {})} if record else extra_context
        return super().change_view(request, object_id, form_url, context)

    def _steps(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        return {
            "standing": standing(record),
            "may_publish": request.user.has_perm(PUBLISH),
            "publish_address": self._address("publish", record),
            "withdraw_address": self._address("withdraw", record),
            "may_redact": request.user.has_perm(REDACT),
            "redact_address": self._address("redact", record),
        }

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        record = self._publishable(request, object_id)
        document = publishing.preview(record)
        seen = chain.sha256(chain.canonical(document))
        form = PublishForm(request.POST or None, initial={"seen": seen})
        if request.method == "POST" and form.is_valid():
            if form.cleaned_data["seen"] != seen:
                messages.warning(request, CHANGED_MEANWHILE)
                form = PublishForm(initial={"seen": seen, "note": form.cleaned_data["note"]})
            elif self._publish(request, record, form):
                return HttpResponseRedirect(self._address("change", record))
        context = {"form": form, "problems": publishing.publishing_problems(record), **_what_changes(record, document)}
        return self._step(request, record, "publish", context)

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        record = self._publishable(request, object_id)
        form = WithdrawForm(request.POST or None)
        if request.method == "POST" and form.is_valid() and self._withdraw(request, record, form):
            return HttpResponseRedirect(self._address("change", record))
        context = {"form": form, "problems": publishing.withdrawing_problems(record), "standing": standing(record)}
        return self._step(request, record, "withdraw", context)

    def redact_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if not request.user.has_perm(REDACT):
            raise PermissionDenied
        record = self._publishable(request, object_id)
        form = RedactForm(request.POST or None, public_id=record.public_id)
        if request.method == "POST" and form.is_valid() and self._redact(request, record, form):
            return HttpResponseRedirect(self._address("change", record))
        problems, mentions = redacting.redacting_problems(record), redacting.mentions_of(record)
        return self._step(request, record, "redact", {"form": form, "problems": problems, "mentions": mentions})

    def _publish(self, request: HttpRequest, record: Any, form: forms.Form) -> bool:
        note = form.cleaned_data["note"]
        editions: list[Edition] = []
        with refusals_on(form):
            editions = publishing.publish(record, by=request.user, note=note)  # type: ignore[arg-type]  # admin_view lets nobody in who is not logged in
        if form.errors:
            return False
        if not editions:
            messages.info(request, "Nothing differs from what is public, so nothing was published.")
            return True
        own = next(edition for edition in editions if edition.record_id == record.public_id)
        self.log_change(request, record, f"published as edition {own.number}")
        others = f", with {len(editions) - 1} more" if len(editions) > 1 else ""
        messages.success(request, f"Published: edition {own.number} of this record{others}.")
        return True

    def _withdraw(self, request: HttpRequest, record: Any, form: forms.Form) -> bool:
        given = form.cleaned_data
        with refusals_on(form):
            publishing.withdraw(record, by=request.user, reason_code=given["reason_code"], note=given["note"])  # type: ignore[arg-type]  # as above
        if form.errors:
            return False
        self.log_change(request, record, f"withdrawn: {given['reason_code']}")
        messages.success(request, "Withdrawn. Its page now says so, with your note.")
        return True

    def _redact(self, request: HttpRequest, record: Any, form: forms.Form) -> bool:
        extent, reason, note = (form.cleaned_data[name] for name in ("extent", "reason_code", "note"))
        with refusals_on(form):
            if extent == ALL:
                redacting.redact(record, by=request.user, reason_code=reason, note=note)  # type: ignore[arg-type]  # as above
            else:
                redacting.redact_earlier_editions(record, reason_code=reason, note=note)
        if form.errors:
            return False
        self.log_change(request, record, f"redacted ({extent} editions): {reason}")
        messages.success(request, "Redacted. What was destroyed cannot be brought back.")
        return True

    def _publishable(self, request: HttpRequest, object_id: str) -> Any:
        if not request.user.has_perm(PUBLISH):
            raise PermissionDenied
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        return record

    def _address(self, action: str, record: Any) -> str:
        return reverse(f"admin:{self.address_name(action)}", args=[record.pk])

    def _step(self, request: HttpRequest, record: Any, step: str, context: dict[str, Any]) -> HttpResponse:
        titles = {"publish": "Publish", "withdraw": "Withdraw", "redact": "Redact"}
        title = "Correct" if step == "publish" and context.get("is_correction") else titles[step]
        shared = {
            **self.admin_site.each_context(request), "opts": self.opts, "original": record,
            "title": f"{title}: {record}",
            "action": title, "change_address": self._address("change", record), "media": self.media,
        }  # fmt: skip
        return TemplateResponse(request, f"admin/{step}.html", {**shared, **context})


def _what_changes(record: PublishableRecord, document: Any) -> dict[str, Any]:
    edition = publishing.current_edition(record)
    public = json.loads(edition.document) if edition and edition.document and not edition.is_tombstone else None
    return {
        "is_correction": public is not None,
        "edition": edition,
        "companions": publishing.also_becomes_public(record),
        "outline": outline(document),
        "differences": differences(public, document) if public is not None else [],
    }
