"""This room names the rule `inspector` of people and needs none of its own."""
