"""A register only stands; what happens in it is guarded by its capabilities."""

from koppelvlak.kit.lifecycle import always
from koppelvlak.rights import Can

REGISTER = always(
    Can.LOAD_FACTS,
    Can.PROPOSE_DIVISION,
    Can.PROPOSE_AREAS,
    Can.DERIVE_NETWORKS,
    Can.PROPOSE_NETWORK,
    Can.ADD_PERSON,
    Can.EXPORT_CONTACT_POINTS,
    Can.START_ROLE,
    Can.START_AGENDA,
    Can.ADD_NATIONAL_AGREEMENT,
    Can.ADD_NATIONAL_COVENANT,
    Can.IMPORT_NATIONAL_AGREEMENTS,
    Can.ASSESS_AGREEMENTS,
    Can.PURGE,
)
