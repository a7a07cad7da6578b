"""Daily reports: what each employee did, hour by hour, checked against attendance and approved."""
