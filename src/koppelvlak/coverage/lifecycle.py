"""A baseline stands once it was taken; it may be corrected."""

from koppelvlak.kit.lifecycle import always
from koppelvlak.rights import Can

BASELINE = always(Can.CORRECT_BASELINE)
