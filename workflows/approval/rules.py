"""Access rules of this room. The pages are for anyone signed in; what they show is chosen by the selectors."""

from office.people.core import Viewer
from signing.readers import may_read
from workflows.approval.selectors import readable_by


@may_read("filing")
def filing_reader(viewer: Viewer, ref: str) -> bool:
    """Return whether a viewer may read the documents of a filing."""
    return readable_by(viewer, ref)
