"""Figures as decisions print them. Pure."""


def percent_text(basis_points: int) -> str:
    """Return basis points as a percent with a decimal comma: 2550 is `25,5`."""
    whole, part = divmod(basis_points, 100)
    return f"{whole},{part:02d}".rstrip("0").rstrip(",") if part else str(whole)
