"""The steps that bring a database of any age to the newest form (Alembic); run by the program at start."""
