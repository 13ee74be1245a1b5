"""The pure machine: bytes and text in, records out. No Django, no clock, no settings, no database."""
