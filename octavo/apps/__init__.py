"""What we remember: Django apps in the order of their foreign keys; each: models, actions (writes), queries (reads)."""
