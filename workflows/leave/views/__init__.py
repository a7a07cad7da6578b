"""Pages of leave, duty and permits."""
