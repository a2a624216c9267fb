"""Write docs/reference from the code itself: settings, commands, rights, life cycles.

Run ``python -m tools reference`` after a change; a test fails when a page is behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.utils.translation import override

from koppelvlak.config.environment import SETTINGS
from koppelvlak.kit.lifecycle import Lifecycle
from koppelvlak.rights import CAPABILITIES, PAGE, RELATIONS, RIGHTS
from koppelvlak.thing import Thing

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
MADE = "<!-- Made by tools/reference.py; change the code, not this page. -->\n\n"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    names = list(head)
    lines = [names, ["---"] * len(names), *([*row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def settings_page() -> str:
    """Return the page of settings."""
    rows = (
        (f"`{s.name}`", s.kind.__name__, f"`{s.default}`" if s.default != "" else "–", s.help)
        for s in SETTINGS
    )
    intro = (
        "Read from the environment at start. What is unsafe refuses to start, with its name.\n\n"
    )
    return "# Settings\n\n" + intro + table(("name", "type", "default", "meaning"), rows)


def commands_page() -> str:
    """Return the page of our own commands."""
    ours = sorted(name for name, app in get_commands().items() if app.startswith("koppelvlak"))
    rows = ((f"`./run manage {n}`", load_command_class("koppelvlak.jobs", n).help) for n in ours)
    intro = "Each is safe to repeat; `--help` tells its options.\n\n"
    return "# Commands\n\n" + intro + table(("command", "what it does"), rows)


def rights_page() -> str:
    """Return the page of rights, in words."""
    with override("en"):
        rows = [
            (str(CAPABILITIES[can]), f"`{can}`", "; ".join(sorted(str(RELATIONS[r]) for r in who)))
            for can, who in RIGHTS.items()
        ]
    intro = (
        "A capability is for whoever stands in **one** of the relations named. Relations are dated"
        " facts, asked anew at every request. What one may not see answers as if it did not"
        " exist.\n\n"
    )
    return "# Rights\n\n" + intro + table(("to do this", "capability", "you must be"), rows)


def life_cycles_page() -> str:
    """Return every life cycle as a table and, where there is something to draw, a diagram."""
    with override("en"):
        parts = [_life_cycle(model) for model in apps.get_models() if issubclass(model, Thing)]
    return "# Life cycles\n\n" + "\n".join(sorted(parts))


def _life_cycle(model: type[Thing]) -> str:
    cycle, name = model.lifecycle, str(model._meta.verbose_name).capitalize()
    rows = (
        (", ".join(_words(cycle, m.frm)), str(PAGE.capabilities[m.can]), _ends(cycle, m.to))
        for m in cycle.moves
    )
    body = table(("from", "by", "to"), rows) if cycle.moves else "No moves yet.\n"
    return f"## {name}\n\n{body}{_diagram(cycle)}"


def _words(cycle: Lifecycle, states: Iterable[str]) -> list[str]:
    return [str(cycle.states[state]) for state in states]


def _ends(cycle: Lifecycle, states: tuple[str, ...]) -> str:
    return " or ".join(_words(cycle, states))


def _diagram(cycle: Lifecycle) -> str:
    if len(cycle.states) == 1:
        return ""
    arrows = sorted({f"  {a} --> {b}" for m in cycle.moves for a in m.frm for b in m.to})
    return "\n```mermaid\nstateDiagram-v2\n" + "\n".join(arrows) + "\n```\n"


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "commands.md": commands_page,
    "rights.md": rights_page,
    "life-cycles.md": life_cycles_page,
}


def write() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (FOLDER / name).write_text(MADE + page(), encoding="utf-8")


if __name__ == "__main__":
    write()
