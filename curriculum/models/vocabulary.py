"""What the parts of a curriculum may be called; accessibility in the words of schema.org (W3C, Discoverability)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a node is; a unit holds the others and units."""

    UNIT = "unit", _("Unit")
    ACTIVITY = "activity", _("Activity")
    ASSESSMENT = "assessment", _("Assessment")
    RESOURCE = "resource", _("Resource")


LEAVES = [(one.value, one.label) for one in Kind if one != Kind.UNIT]


class Answers(models.TextChoices):
    """When who took an assessment sees what would have been right."""

    MARKED = "marked", _("Once an attempt is marked")
    LAST = "last", _("Once the last attempt is marked")
    NEVER = "never", _("Never")


class Method(models.TextChoices):
    """How it is taught and learnt."""

    PROJECT = "project", _("Project")
    INQUIRY = "inquiry", _("Inquiry")
    DISCUSSION = "discussion", _("Discussion")
    COOPERATIVE = "cooperative", _("Cooperative learning")
    OUTDOOR = "outdoor", _("Outdoor learning")
    PLAY = "play", _("Play")
    STORY = "story", _("Storytelling")
    APPRENTICESHIP = "apprenticeship", _("Apprenticeship")
    SERVICE = "service", _("Service to the community")
    MONTESSORI = "montessori", _("Montessori")
    STEINER = "steiner", _("Steiner-Waldorf")
    DIRECT = "direct", _("Direct instruction")
    PRACTICE = "practice", _("Practice")
    SELF_STUDY = "self-study", _("Self-study")


class AccessMode(models.TextChoices):
    """Through which sense it is taken in (accessMode)."""

    TEXTUAL = "textual", _("Reading")
    VISUAL = "visual", _("Seeing")
    AUDITORY = "auditory", _("Hearing")
    TACTILE = "tactile", _("Touching")
    COLOUR = "colorDependent", _("Telling colours apart")


class AccessFeature(models.TextChoices):
    """What helps (accessibilityFeature)."""

    ALTERNATIVE_TEXT = "alternativeText", _("Pictures described in words")
    LONG_DESCRIPTION = "longDescription", _("Long descriptions of charts and pictures")
    CAPTIONS = "captions", _("Captions")
    TRANSCRIPT = "transcript", _("Transcript")
    AUDIO_DESCRIPTION = "audioDescription", _("Audio description")
    SIGN_LANGUAGE = "signLanguage", _("Sign language")
    SYNCHRONISED = "synchronizedAudioText", _("Text read aloud")
    LARGE_PRINT = "largePrint", _("Large print")
    HIGH_CONTRAST = "highContrastDisplay", _("High contrast")
    BRAILLE = "braille", _("Braille")
    TACTILE_GRAPHIC = "tactileGraphic", _("Pictures to feel")
    MATHML = "MathML", _("Formulas that can be read aloud")
    STRUCTURE = "structuralNavigation", _("Headings to move by")
    TIMING = "timingControl", _("As much time as one needs")


class AccessHazard(models.TextChoices):
    """What may harm (accessibilityHazard)."""

    NONE = "none", _("None")
    FLASHING = "flashing", _("Flashing")
    MOTION = "motionSimulation", _("Simulated motion")
    SOUND = "sound", _("Sudden or loud sound")
