"""A procedure for practising the ladder: its reactions only note that they were called."""
