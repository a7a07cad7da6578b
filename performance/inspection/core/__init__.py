"""How things in the trail hang together, pure."""
