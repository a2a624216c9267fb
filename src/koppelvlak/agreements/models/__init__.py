"""What is kept: covenants, annexes, agreements, their parties, proofs, confirmations, questions."""

from koppelvlak.agreements.models.agreement import (
    CONFIRMABLE,
    Agreement,
    AgreementKind,
    AgreementManner,
    Basis,
    Before,
    Maturity,
    Phase,
)
from koppelvlak.agreements.models.ask import ConfirmationAsk
from koppelvlak.agreements.models.covenant import Annex, Covenant, CovenantKind, Signatory
from koppelvlak.agreements.models.party import Party, Side, agreements_of, named
from koppelvlak.agreements.models.record import Confirmation, How, Occasion, Outcome, Proof
from koppelvlak.agreements.models.situation import Situation

__all__ = [
    "CONFIRMABLE",
    "Agreement", "AgreementKind", "AgreementManner", "Annex", "Basis", "Before", "Confirmation",
    "ConfirmationAsk", "Covenant", "CovenantKind", "How", "Maturity", "Occasion", "Outcome",
    "Party", "Phase", "Proof", "Side", "Signatory", "Situation", "agreements_of", "named",
]  # fmt: skip
