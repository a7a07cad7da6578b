"""The journeys; their browsers come from `tests.browsers`."""
