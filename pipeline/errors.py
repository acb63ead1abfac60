"""The one exception of the pipeline: what went wrong, in an editor's words, and whether trying again can help."""


class PipelineError(Exception):
    """`permanent` is for whoever catches it: a permanent failure is shown to an editor, any other is retried."""

    def __init__(self, message: str, stage: str, *, permanent: bool) -> None:
        super().__init__(message)
        self.message = message
        self.stage = stage
        self.permanent = permanent

    def __str__(self) -> str:
        return f"{self.stage}: {self.message}"
