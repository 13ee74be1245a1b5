"""Hashtags and sections, and the articles they name."""
