"""The ledger for editors: every edition as it stands, and no way to touch one."""

import json
from typing import cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.documents import Kind
from ledger.kinds import PLURALS
from ledger.models import Edition

FIELDS = (
    "seq", "op", "record", "record_id", "number", "at", "note", "reason_code", "merged_into", "public_page",
    "superseded_by", "redacted_by", "document_sha256", "chain", "pretty_document",
)  # fmt: skip


class EditionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic for the type checker only
    list_display = ["seq", "op", "record", "record_id", "number", "at", "note", "is_current"]
    list_display_links = ["seq", "record_id"]
    list_filter = ["record", "op", "reason_code"]
    search_fields = ["=record_id", "note"]
    search_help_text = "A record's id, or words of a public note"
    list_per_page = 50
    show_full_result_count = False
    fields = FIELDS
    readonly_fields = FIELDS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        editions: QuerySet[Edition] = super().get_queryset(request)
        in_list = request.resolver_match is not None and request.resolver_match.url_name == "ledger_edition_changelist"
        return editions.defer("document") if in_list else editions

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    @admin.display(boolean=True, description="current")
    def is_current(self, edition: Edition) -> bool:
        return edition.superseded_by is None

    @admin.display(description="public page")
    def public_page(self, edition: Edition) -> SafeString | str:
        """A timeline's page is known by its words, which a tombstone no longer has."""
        document = json.loads(edition.document or "{}")
        known_as = document.get("slug") if edition.record == "timeline" else edition.record_id
        if not known_as:
            return "-"
        address = f"/{PLURALS[cast(Kind, edition.record)]}/{known_as}/"
        return format_html('<a href="{}">{}</a>', address, address)

    @admin.display(description="document")
    def pretty_document(self, edition: Edition) -> SafeString | str:
        if edition.document is None:
            return f"Redacted by edition {edition.redacted_by}: its words are gone, its hash stays."
        pretty = json.dumps(json.loads(edition.document), ensure_ascii=False, indent=2)
        return format_html('<pre class="document" tabindex="0">{}</pre>', pretty)


admin.site.register(Edition, EditionAdmin)
