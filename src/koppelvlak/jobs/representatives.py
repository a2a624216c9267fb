"""Fictional people who speak for organisations that the cast leaves out; none of them exists."""

from __future__ import annotations

from koppelvlak.jobs.cast import Part, Player
from koppelvlak.people.queries import EXTRA
from koppelvlak.rights import Role

SPEAKERS = (
    ("vr01", "A. Bakker", "accounthouder vitaal"),
    ("vr02", "H. Smeets", "accounthouder vitaal"),
    ("vr03", "J. de Boer", "accounthouder vitaal"),
    ("vr07", "M. Vermeulen", "accounthouder vitaal"),
    ("vr08", "T. Kaya", "accounthouder vitaal"),
    ("vr09", "S. Post", "accounthouder vitaal"),
    ("vr10", "I. van Leeuwen", "accounthouder vitaal"),
    ("vr11", "K. Bouwman", "accounthouder vitaal"),
    ("vr12", "D. Willems", "accounthouder vitaal"),
    ("vr13", "E. Schouten", "accounthouder vitaal"),
    ("vr14", "N. Amrani", "accounthouder vitaal"),
    ("vr15", "G. Kuipers", "accounthouder vitaal"),
    ("vr16", "P. van der Linden", "accounthouder vitaal"),
    ("vr17", "R. Jonker", "accounthouder vitaal"),
    ("vr18", "Y. Demir", "accounthouder vitaal"),
    ("vr19", "C. Brouwer", "accounthouder vitaal"),
    ("vr20", "B. Hendriks", "accounthouder vitaal"),
    ("vr21", "L. Wouters", "accounthouder vitaal"),
    ("vr22", "F. Peeters", "accounthouder vitaal"),
    ("vr23", "O. Veenstra", "accounthouder vitaal"),
    ("vr24", "V. Sahin", "accounthouder vitaal"),
    ("vr25", "W. Martens", "accounthouder vitaal"),
    ("brabant-water", "Q. Evers", "business continuity manager"),
    ("dunea", "U. Timmer", "business continuity manager"),
    ("evides", "X. Hermans", "business continuity manager"),
    ("oasen", "Z. Blom", "business continuity manager"),
    ("pwn", "A. Dekker", "business continuity manager"),
    ("waterbedrijf-groningen", "H. Prins", "business continuity manager"),
    ("waternet", "J. Koster", "business continuity manager"),
    ("wmd", "M. Gerritsen", "business continuity manager"),
    ("wml", "T. Verhoeven", "business continuity manager"),
    ("coteq", "S. Jacobs", "business continuity manager"),
    ("rendo", "I. Maas", "business continuity manager"),
    ("westland-infra", "K. Huisman", "business continuity manager"),
)
REPRESENTATIVES = tuple(
    Player(f"{EXTRA}.{key}", name, (Part(key, Role.BOUNDARY_WORKER, title),))
    for key, name, title in SPEAKERS
)
