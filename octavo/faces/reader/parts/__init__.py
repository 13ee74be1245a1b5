"""Pieces of pages that htmx asks for by themselves; each has a full page behind it for readers without scripts."""
