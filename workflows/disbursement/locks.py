"""Rows under lock, before right and state are judged."""

from django.utils.translation import gettext as _

from workflows.disbursement.errors import NoSuchRequest
from workflows.disbursement.models import DisbursementRequest


def locked_request(request_id: int) -> DisbursementRequest:
    """Return the request's row under lock; raises NoSuchRequest."""
    return _locked(pk=request_id)


def locked_filing(filing_id: int) -> DisbursementRequest:
    """Return the request of a filing under lock; raises NoSuchRequest."""
    return _locked(filing_id=filing_id)


def _locked(**where: int) -> DisbursementRequest:
    rows = DisbursementRequest.objects.select_for_update(of=("self",)).select_related(
        "line__agency"
    )
    request = rows.filter(**where).first()
    if request is None:
        raise NoSuchRequest(_("Permintaan pencairan tidak ditemukan."))
    return request
