"""Names with academic and religious titles."""


def full_name(name: str, title_before: str = "", title_after: str = "") -> str:
    """Return the name with its titles: ``Dr. Budi Santoso, S.H., M.H.``; empty titles leave no trace."""
    head = " ".join(part for part in (title_before.strip(), name.strip()) if part)
    tail = title_after.strip().lstrip(",").strip()
    return f"{head}, {tail}" if tail else head
