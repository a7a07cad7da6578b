"""Pure rules of the daily report: intervals, activities, evidence files and findings."""
