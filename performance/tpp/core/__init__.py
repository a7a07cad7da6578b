"""The allowance engine: packed facts, a policy, integer arrays in, named integers out. Pure."""
