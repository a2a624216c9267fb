"""The Dutch catalogue is complete, certain, and compiled as it is kept."""

from __future__ import annotations

import gettext
import io
import re
from typing import Any

from tools.messages import MO, catalogue, compiled, extract, translated

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def forms(value: Any) -> list[str]:
    return list(value) if isinstance(value, tuple | list) else [value]


def test_every_text_has_a_translation() -> None:
    kept = catalogue()
    missing = [
        message.id
        for message in extract()
        if message.id
        and not ((entry := kept.get(message.id, message.context)) and translated(entry.string))
    ]
    assert missing == []


def test_no_translation_is_a_guess_or_left_over() -> None:
    used = {(str(m.id), m.context) for m in extract()}
    for message in catalogue():
        assert not message.fuzzy or not message.id
        assert not message.id or (str(message.id), message.context) in used


def test_placeholders_survive_translation() -> None:
    for message in catalogue():
        wanted = set(PLACEHOLDER.findall(forms(message.id)[-1]))
        for form in forms(message.string):
            assert set(PLACEHOLDER.findall(form)) <= wanted, message.id
        assert set(PLACEHOLDER.findall(forms(message.string)[-1])) == wanted, message.id


def test_what_is_compiled_is_what_is_kept() -> None:
    read = gettext.GNUTranslations(io.BytesIO(MO.read_bytes()))
    fresh = gettext.GNUTranslations(io.BytesIO(compiled(catalogue())))
    assert read._catalog == fresh._catalog  # type: ignore[attr-defined]
