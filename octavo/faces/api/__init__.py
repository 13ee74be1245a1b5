"""Octavo for programs: feeds out."""
