"""What every admin page of ours has in common: history with reasons, no bulk deletion, no reverting behind the rules.

Django's admin classes are generic for the type checker only; the names here are both.
"""

import copy
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files import uploadedfile
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    ModelForm = forms.ModelForm[Any]
    TabularInline = admin.TabularInline[Any, Any]
    StackedInline = admin.StackedInline[Any, Any]
    BaseInlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
    BaseHistoryAdmin = admin.ModelAdmin[Any]
    UploadedFile = uploadedfile.UploadedFile[Any]
else:
    ModelAdmin = admin.ModelAdmin
    ModelForm = forms.ModelForm
    TabularInline = admin.TabularInline
    StackedInline = admin.StackedInline
    BaseInlineFormSet = forms.BaseInlineFormSet
    BaseHistoryAdmin = SimpleHistoryAdmin
    UploadedFile = uploadedfile.UploadedFile


class ReasonForm(ModelForm):
    """Adds the reason, which goes into the history of the record and of every row that is saved with it."""

    change_reason = forms.CharField(
        label="Reason for this change",
        max_length=300,
        required=False,
        help_text="For the history, which editors see. Never published.",
    )


class PlainTitles(ModelAdmin):
    """Lists are called by what they list."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        name = str(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": name[0].upper() + name[1:], **(extra_context or {})})


class ReadOnly(PlainTitles):
    """Rows that nobody adds, changes or deletes here, whatever their rights."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class HistoryAdmin(PlainTitles, BaseHistoryAdmin):
    form = ReasonForm
    object_history_list_template = "admin/history_list.html"
    list_per_page = 50

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def revert_disabled(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """An old version is shown and never written back: that would pass by every check of the form."""
        return True

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if request.resolver_match and (request.resolver_match.url_name or "").endswith("_simple_history"):
            # Fields that a form declares are shared by all its subclasses: only copies may be disabled.
            form.base_fields = copy.deepcopy(form.base_fields)
            for field in form.base_fields.values():
                field.disabled = True
        return form

    def history_form_view(self, request: HttpRequest, object_id: str, version_id: str, **context: Any) -> HttpResponse:
        if request.method == "POST":
            raise PermissionDenied
        response: HttpResponse = super().history_form_view(request, object_id, version_id, **context)  # type: ignore[misc]  # SimpleHistoryAdmin has it, Django's class has not
        return response

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        obj._change_reason = reason_in(form)  # type: ignore[attr-defined]  # read by simple_history
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        obj._change_reason = "deleted in the admin"  # type: ignore[attr-defined]  # as above
        super().delete_model(request, obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Rows carry the reason of the record that they are saved with."""
        reason = reason_in(form)
        rows = formset.save(commit=False)
        for row in [*formset.deleted_objects, *rows]:
            row._change_reason = reason
        for row in formset.deleted_objects:
            row.delete()
        for row in rows:
            row.save()
        formset.save_m2m()


def reason_in(form: Any) -> str:
    return form.cleaned_data.get("change_reason") or ""
