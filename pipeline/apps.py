"""Django's handle on this room."""

from django.apps import AppConfig


class PipelineConfig(AppConfig):
    name = "pipeline"
