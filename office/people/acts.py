"""Names of this room's audited acts; pinned, since they stand in the trail."""

from enum import StrEnum


class Acts(StrEnum):
    """What can be done to people, posts and logins."""

    CREATE_AGENCY = "people.create_agency"
    OPEN_POSITION = "people.open_position"
    CHANGE_TERMS = "people.change_terms"
    REGISTER_EMPLOYEE = "people.register_employee"
    CHANGE_EMPLOYEE = "people.change_employee"
    END_SERVICE = "people.end_service"
    ASSIGN = "people.assign"
    CORRECT_ASSIGNMENT = "people.correct_assignment"
    END_ASSIGNMENT = "people.end_assignment"
    APPOINT = "people.appoint"
    END_APPOINTMENT = "people.end_appointment"
    GRANT_MANDATE = "people.grant_mandate"
    CORRECT_MANDATE = "people.correct_mandate"
    END_MANDATE = "people.end_mandate"
    IMPORT_EMPLOYEES = "people.import_employees"
    ISSUE_LETTER = "people.issue_letter"
    END_LETTER = "people.end_letter"
    CREATE_ACCOUNT = "people.create_account"
    CLOSE_ACCOUNT = "people.close_account"
    ENROL_TOTP = "people.enrol_totp"
    SIGN_IN = "people.sign_in"
    FAIL_SIGN_IN = "people.fail_sign_in"
    CHANGE_SIGN_IN = "people.change_sign_in"
    NOTIFY = "people.notify"
    READ_PERSON = "people.read_person"
    READ_NOTICES = "people.read_notices"
