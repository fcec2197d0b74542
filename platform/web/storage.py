"""Static files by the hash of their content, compressed; by their plain name until they are collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    def stored_name(self, name: str) -> str:
        """Until it is collected, a development server and the tests serve a file from where it lies."""
        return str(self.hashed_files.get(self.hash_key(name), name))
