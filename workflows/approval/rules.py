"""Access rules of this room. The pages are for anyone signed in; what they show is chosen by the selectors."""

from office.people.access import allow
from office.people.core import Viewer
from signing.readers import may_read
from workflows.approval.chain_rights import keeps_chains
from workflows.approval.selectors import readable_by


@may_read("filing")
def filing_reader(viewer: Viewer, ref: str) -> bool:
    """Return whether a viewer may read the documents of a filing."""
    return readable_by(viewer, ref)


@allow("approval.chains")
def may_chains(viewer: Viewer) -> bool:
    """Pengelola kepegawaian kota dan PPK untuk semua rantai; kepala untuk rantai Perangkat Daerahnya."""
    return keeps_chains(viewer) or viewer.is_head


@allow("approval.personnel")
def may_personnel_desk(viewer: Viewer) -> bool:
    """Pengelola kepegawaian kota dan PPK."""
    return keeps_chains(viewer)
