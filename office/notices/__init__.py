"""Messages to people: made in one place, shown in the site, carried outside as each person chose."""
