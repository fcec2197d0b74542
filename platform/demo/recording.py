"""Recordings in the demo's curricula: tones made here, with what is heard in words."""

import math
import wave
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from curriculum.media.actions import add_medium, keep_captions
from curriculum.models import Curriculum

RATE = 8000  # samples a second, of one byte
TONES = ((523, 1.2), (392, 1.2), (659, 0.8), (523, 1.6))  # hertz, seconds
TITLE = "Four notes from the buoy"
TRANSCRIPT = """Four notes, one after the other, with the sea between them:

1. a middle one, for a little more than a second;
2. a **lower** one, as long;
3. a **higher** one, shorter;
4. the first again, which fades."""
CAPTIONS = {
    "en": ("♪ a middle note", "♪ a lower one", "♪ a higher one, shorter", "♪ the first again, fading"),
    "es": ("♪ una nota media", "♪ una más grave", "♪ una más aguda, más corta", "♪ la primera otra vez, apagándose"),
}


def add_recording(curriculum: Curriculum, slug: str) -> None:
    if slug != "listening-walks":
        return
    node = curriculum.nodes.select_related("curriculum", "community").get(title="A map of sounds")
    made = add_medium(node, file=SimpleUploadedFile("buoy.wav", _sound()), title=TITLE, transcript=TRANSCRIPT)
    for language, lines in CAPTIONS.items():
        file = SimpleUploadedFile(f"buoy-{language}.vtt", _captions(lines).encode())
        keep_captions(node, made.file, language=language, file=file)


def _sound() -> bytes:
    out = BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(RATE)
        for hertz, seconds in TONES:
            sound.writeframes(bytes(_sample(hertz, at / RATE, seconds) for at in range(int(seconds * RATE))))
    return out.getvalue()


def _sample(hertz: int, at: float, seconds: float) -> int:
    """A tone that begins at once and fades."""
    return 128 + round(90 * math.exp(-3 * at / seconds) * math.sin(2 * math.pi * hertz * at))


def _captions(lines: tuple[str, ...]) -> str:
    told, begins = ["WEBVTT"], 0.0
    for (_hertz, seconds), line in zip(TONES, lines, strict=True):
        ends = begins + seconds
        told.append(f"00:{begins:06.3f} --> 00:{ends:06.3f}\n{line}")
        begins = ends
    return "\n\n".join(told) + "\n"
