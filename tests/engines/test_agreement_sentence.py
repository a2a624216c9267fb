"""One readable sentence from parts, by example and by property."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.agreements.sentence import FRAMES, Kind, Manner, Parts, listed, plain, sentence

SIGN = "Bij een verwachte uitval langer dan 2 uur"
REGIONS = "de veiligheidsregio's van het netwerk"
WATER = Parts(
    language="nl",
    kind=Kind.AGREED,
    acting=["Vitens"],
    benefiting=["VR IJsselland"],
    action="waarschuwt … per telefoon",
    trigger=SIGN,
    within="30 minuten",
)

EXAMPLES: list[tuple[Parts, str]] = [
    (
        WATER,
        f"{SIGN}: Vitens waarschuwt VR IJsselland per telefoon, binnen 30 minuten.",
    ),
    (
        replace(WATER, action="levert water", quantity="3 liter per dag."),
        f"{SIGN}: Vitens levert water, voor VR IJsselland, binnen 30 minuten, 3 liter per dag.",
    ),
    (
        replace(WATER, acting=["Vitens", "Liander", "KPN"], trigger="", within="-"),
        "Elk van Vitens, Liander en KPN waarschuwt VR IJsselland per telefoon.",
    ),
    (
        replace(WATER, acting=[REGIONS], many=True, trigger="", within=""),
        "Elk van de veiligheidsregio's van het netwerk waarschuwt VR IJsselland per telefoon.",
    ),
    (
        replace(
            WATER, acting=["Waternet", "VR Gooi"], manner=Manner.MUTUAL, benefiting=[],
            action="delen informatie via LCMS", trigger="incident", within="",
        ),
        "Incident: Waternet en VR Gooi delen informatie via LCMS, over en weer.",
    ),
    (
        replace(
            WATER, acting=["A", "B"], manner=Manner.TOGETHER, benefiting=[], trigger="",
            action="beslissen samen wie stroom krijgt", within="meteen",
        ),
        "A en B beslissen samen wie stroom krijgt, meteen.",
    ),
    (
        replace(WATER, model=True),
        f"Model ({SIGN}): Vitens waarschuwt VR IJsselland per telefoon, binnen 30 minuten.",
    ),
    (
        replace(WATER, model=True, trigger="", within="", kind=Kind.NOT_EXPECTED),
        "Model, niet te verwachten: Vitens waarschuwt VR IJsselland per telefoon.",
    ),
    (
        replace(WATER, model=True, language="en", trigger="", kind=Kind.FRAMEWORK),
        "Model, legal framework: Vitens waarschuwt VR IJsselland per telefoon, within 30 minuten.",
    ),
    (
        replace(WATER, model=True, in_force=False, trigger="", within=""),
        "Niet van kracht, vertrouw hier niet op: Vitens waarschuwt VR IJsselland per telefoon.",
    ),
    (
        replace(
            WATER, kind=Kind.NOT_EXPECTED, acting=["netbeheerder"], benefiting=[],
            action="sluit losse klanten als eerste aan", trigger="uitval", within="",
        ),
        "Niet te verwachten (uitval): netbeheerder sluit losse klanten als eerste aan.",
    ),
    (
        replace(WATER, in_force=False, trigger="", within=""),
        "Niet van kracht, vertrouw hier niet op: Vitens waarschuwt VR IJsselland per telefoon.",
    ),
    (
        replace(
            WATER, language="en", acting=["Vitens", "KPN"], action="warns ...", trigger="",
            within="30 minutes",
        ),
        "Each of Vitens and KPN warns VR IJsselland, within 30 minutes.",
    ),
    (replace(WATER, acting=[], action="doet iets", trigger="", within="", benefiting=[]),
     "Nog niemand doet iets."),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "said"), EXAMPLES, ids=lambda value: str(value)[:30])
def test_examples(parts: Parts, said: str) -> None:
    assert sentence(parts) == said


def test_a_name_keeps_its_full_stop_and_the_sentence_has_one() -> None:
    parts = replace(WATER, acting=["TenneT TSO B.V."], action="belt", benefiting=[], trigger="")
    assert sentence(parts) == "TenneT TSO B.V. belt, binnen 30 minuten."
    parts = replace(parts, benefiting=["TenneT TSO B.V."], within="")
    assert sentence(parts) == "TenneT TSO B.V. belt, voor TenneT TSO B.V."


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_no_agreement_says_so_itself(kind: Kind, language: str) -> None:
    said = sentence(replace(WATER, kind=kind, language=language))
    head = FRAMES[language][kind]
    assert said.startswith(head or "Bij een")


def test_both_languages_have_the_same_frames() -> None:
    assert FRAMES["nl"].keys() == FRAMES["en"].keys()


def test_names_are_read_aloud() -> None:
    assert [listed(names, "en") for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "", "A", "A and B", "A, B and C",
    ]  # fmt: skip


WORDS = st.text(st.characters(exclude_categories=["C"]), max_size=40)
NAMES = st.lists(WORDS.filter(plain), max_size=4)
PARTS = st.builds(
    Parts,
    language=st.sampled_from(["nl", "en"]),
    kind=st.sampled_from(Kind),
    acting=NAMES,
    benefiting=NAMES,
    action=WORDS,
    manner=st.sampled_from(Manner),
    many=st.booleans(),
    trigger=WORDS,
    within=WORDS,
    quantity=WORDS,
    in_force=st.booleans(),
)


@given(PARTS)
def test_it_is_always_one_line_that_ends_once_and_says_everything(parts: Parts) -> None:
    said = sentence(parts)
    assert said.endswith(".")
    assert said.splitlines() == [said]
    assert said[0] == said[0].upper()
    for name in parts.acting:
        assert " ".join(name.split())[1:] in said
    for text in (parts.trigger, parts.within, parts.quantity):
        # The first letter can have become a capital.
        assert plain(text)[1:] in said


@given(PARTS)
def test_what_is_not_in_force_can_never_be_read_as_if_it_were(parts: Parts) -> None:
    said = sentence(replace(parts, in_force=False))
    assert said.startswith(FRAMES[parts.language]["ended"])


@given(PARTS)
def test_equal_parts_give_equal_sentences(parts: Parts) -> None:
    assert sentence(parts) == sentence(replace(parts))
