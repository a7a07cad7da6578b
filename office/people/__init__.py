"""People: employees, posts, who holds them, who may act and who may look."""
