"""What is kept of networks: themselves, their area, their seats, and what is proposed for them."""

from koppelvlak.networks.models.member import CLASS_WORDS, EXTENTS, Member, Standing
from koppelvlak.networks.models.network import Basis, Chapter, Lineage, Network
from koppelvlak.networks.models.proposal import Proposal, ProposalKind
from koppelvlak.networks.models.seat import Seat, SeatKind, Stay, keep_stay
from koppelvlak.networks.models.sharing import at_tables, coordinated_by, tables_of

__all__ = [
    "CLASS_WORDS", "EXTENTS", "Basis", "Chapter", "Lineage", "Member", "Network", "Proposal",
    "ProposalKind", "Seat", "SeatKind", "Standing", "Stay", "at_tables", "coordinated_by",
    "keep_stay", "tables_of",
]  # fmt: skip
