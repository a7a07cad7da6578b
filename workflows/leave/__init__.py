"""Being away by permission: leave with its balance, duty elsewhere, and permits by the hour."""
