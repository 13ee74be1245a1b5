"""Texts read aloud by a configured voice, as files in the data folder."""
