"""Punches of the devices, rosters and the calendar, and the judged day that follows from them."""
