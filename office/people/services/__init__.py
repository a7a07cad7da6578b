"""Acts on people, posts, mandates and logins; other rooms and commands call these."""

from office.people.services._common import Recorded
from office.people.services.accounts import (
    change_email,
    close_account,
    create_account,
    enrol_totp,
    record_failed_sign_in,
    record_sign_in,
    record_sign_in_change,
)
from office.people.services.api_keys import issue_api_key, revoke_api_key, stamp_key_use
from office.people.services.dated import (
    appoint,
    assign,
    correct_assignment,
    end_appointment,
    end_assignment,
)
from office.people.services.imports import Imported, import_employees
from office.people.services.letters import end_letter, issue_letter
from office.people.services.mandates import correct_mandate, end_mandate, grant_mandate
from office.people.services.persons import change_employee, end_service, register_employee
from office.people.services.places import change_terms, create_agency, open_position
from office.people.services.reading import note_person_read
from office.people.services.sessions import end_sessions

__all__ = [
    "Imported",
    "Recorded",
    "appoint",
    "assign",
    "change_email",
    "change_employee",
    "change_terms",
    "close_account",
    "correct_assignment",
    "correct_mandate",
    "create_account",
    "create_agency",
    "end_appointment",
    "end_assignment",
    "end_letter",
    "end_mandate",
    "end_service",
    "end_sessions",
    "enrol_totp",
    "grant_mandate",
    "import_employees",
    "issue_api_key",
    "issue_letter",
    "note_person_read",
    "open_position",
    "record_failed_sign_in",
    "record_sign_in",
    "record_sign_in_change",
    "register_employee",
    "revoke_api_key",
    "stamp_key_use",
]
