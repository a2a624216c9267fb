"""Forms as people meet them."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Our own form templates."""
