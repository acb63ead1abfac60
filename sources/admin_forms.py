"""The form through which a document enters: a file or pasted text."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.auth.models import User

from sources.admin_bases import UploadedFile
from sources.intake import Incoming, Received, receive
from sources.models import Capture


class AddSourceForm(forms.Form):
    """`limit_bytes` is checked against the size that the upload states, before anything of it is read."""

    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        help_text="A saved page or text: .html, .htm, .txt, .mhtml.",
    )
    text = forms.CharField(
        label="Or paste the text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
        help_text="Headline, date and all, as it stands on the page.",
    )
    url = forms.CharField(
        label="Address",
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"class": "vTextField", "inputmode": "url"}),
        help_text="Where the original is, if you know: https://…",
    )
    published = forms.DateField(
        label="Published on",
        required=False,
        widget=AdminDateWidget,
        help_text="Leave it empty and the software looks for the date itself.",
    )

    def __init__(self, *args: Any, limit_bytes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit_bytes = limit_bytes

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > self.limit_bytes:
            raise forms.ValidationError(
                f"The file has {(file.size or 0) / 1e6:.0f} MB; the limit is {self.limit_bytes / 1e6:.0f} MB, and an "
                "article has a few kilobytes. Save only the article's page or text."
            )
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "file" in self.errors:
            return cleaned
        if cleaned.get("file") is None and not cleaned.get("text"):
            raise forms.ValidationError("Choose a file, or paste the text of the article.")
        if cleaned.get("file") is not None and cleaned.get("text"):
            raise forms.ValidationError("A file and a pasted text are two documents: add them one after the other.")
        return cleaned

    def take_in(self, *, by: User, now: datetime) -> Received:
        """Raises IntakeError."""
        return receive(self._incoming(), by=by, now=now, limit_bytes=self.limit_bytes)

    def _incoming(self) -> Incoming:
        given = self.cleaned_data
        file: UploadedFile | None = given["file"]
        if file is None:
            return Incoming(
                given["text"].encode(errors="replace"), Capture.Method.PASTE, given["url"], given["published"],
                media_type="text/plain",
            )  # fmt: skip
        return Incoming(
            file.read(), Capture.Method.UPLOAD, given["url"], given["published"], file.name or "",
            file.content_type or "",
        )  # fmt: skip
