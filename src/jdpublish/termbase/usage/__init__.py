"""Where terms stand in reports, with the English beside them."""
