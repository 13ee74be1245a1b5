"""Static files under names that hold their digest, compressed ahead; made by `octavo web` before it serves."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """As WhiteNoise does it; where nothing has been collected yet (tests, a first command) names stay plain."""

    def stored_name(self, name: str) -> str:
        return str(super().stored_name(name)) if self.hashed_files else name

    def url(self, name: str | None, force: bool = False) -> str:
        if self.hashed_files or name is None:
            return str(super().url(name, force))
        return f"{self.base_url}{name}"
