"""What a template of somebody else's may say: names of texts, and nothing that counts, repeats or calls."""

from __future__ import annotations

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If)
"""``{{ title }}`` and ``{% if summary %}``. Filters, loops and sums could fill the memory or never end."""


class FieldsOnly(SandboxedEnvironment):
    """Refuses every other part of the language before anything is filled in; what is filled in is escaped."""

    def __init__(self) -> None:
        super().__init__(autoescape=True)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        for node in parsed.find_all(nodes.Node):
            if not isinstance(node, ALLOWED):
                raise TemplateSyntaxError(f"only names may stand in fields, not {type(node).__name__}", node.lineno)
        return parsed
