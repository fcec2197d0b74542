"""What the competencies of one framework are in another: written by hand, in force by decision alone."""
