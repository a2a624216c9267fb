"""A round stands; whether it is answered follows from what it asked about."""

from koppelvlak.kit.lifecycle import always
from koppelvlak.rights import Can

ROUND = always(Can.REMIND_ROUND, Can.ANSWER_ROUND)
