"""Fictional input for the agendas of the demo: most have answered, some are silent so far."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from koppelvlak.agendas.input_actions import Answer, give_input, open_input
from koppelvlak.agendas.input_queries import Giver, networks_of, organisations_of
from koppelvlak.agendas.models import SectorAgenda
from koppelvlak.jobs.casting import acting_at
from koppelvlak.kit.access import Actor
from koppelvlak.networks.lifecycle import STANDING

# How important each of the eight themes is to most, and how far most are; each turns a little.
IMPORTANT, FAR = (3, 5, 2, 3, 5, 4, 2, 4), (4, 2, 3, 3, 2, 3, 1, 2)
TURNS = (0, 0, 1, -1, 0, 1, -1)
REMARKS = {4: "Zonder snelle waarschuwing heeft de rest weinig zin (fictief).",
           7: "We weten niet wie de punten bemenst (fictief)."}  # fmt: skip
# Of so many who are asked one stays silent, while input can still be given.
SILENT_EVERY = 3


def ask_and_answer(agenda: SectorAgenda, until: date, *, by: Actor, day: date) -> None:
    """Ask for input until a day, and let most give it on another."""
    open_input(agenda, until, by=by)
    for turn, (giver, actor) in enumerate(_asked(agenda, day)):
        if turn % SILENT_EVERY != SILENT_EVERY - 1:
            give_input(agenda, giver, _answers(turn), by=actor)


def _asked(agenda: SectorAgenda, day: date) -> Iterator[tuple[Giver, Actor]]:
    """Yield who is asked, and who answers for them: a network by its lead."""
    networks = networks_of(agenda)
    for one in organisations_of(agenda, networks):
        yield one, acting_at(one, day)
    for network in networks:
        if network.lead and network.state in STANDING:
            yield network, acting_at(network.lead, day)


def _answers(turn: int) -> dict[int, Answer]:
    return {
        place + 1: Answer(
            _turned(IMPORTANT[place], turn + place),
            _turned(FAR[place], turn * 3 + place),
            REMARKS.get(place, "") if turn % 5 == 0 else "",
        )
        for place in range(len(IMPORTANT))
    }


def _turned(value: int, turn: int) -> int:
    return min(5, max(1, value + TURNS[turn % len(TURNS)]))
