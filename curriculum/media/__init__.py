"""Recordings, films and documents of a part, with captions and transcripts."""
