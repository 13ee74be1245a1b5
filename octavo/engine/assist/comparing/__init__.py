"""Compare coverage: what reports of one event share, where they differ, and what only one tells."""

from octavo.engine.assist.comparing.compare import compare

__all__ = ["compare"]
