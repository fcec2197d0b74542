"""Pictures are written anew from their pixels: no place or camera goes along, no second file hides behind them."""

from io import BytesIO
from typing import IO, Any, NamedTuple

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from files.types import Type
from tenancy.refusal import Refused

LONGEST_SIDE = 2000  # pixels; larger ones are scaled down
ORIENTATION = 0x0112  # where the camera was held (EXIF)
MOST_PIXELS = 50_000_000  # of all frames together


class Picture(NamedTuple):
    content: BytesIO
    width: int
    height: int


def cleaned(content: IO[bytes], kind: Type) -> Picture:
    """The same picture, upright and without its metadata."""
    form = kind.media_type.removeprefix("image/").upper()
    try:
        with Image.open(content, formats=[form]) as image:
            frames = getattr(image, "n_frames", 1) if form != "JPEG" else 1  # some phones hide a second one behind it
            if image.width * image.height * frames > MOST_PIXELS:
                raise Refused(_("This picture has more than 50 million pixels. Make it smaller and try again."))
            out = BytesIO()
            width, height = _write_animation(image, out, form) if frames > 1 else _write_still(image, out, form)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Refused(_("This picture is damaged and cannot be opened.")) from error
    out.seek(0)
    return Picture(out, width, height)


def _write_still(image: Image.Image, out: BytesIO, form: str) -> tuple[int, int]:
    profile = image.info.get("icc_profile")
    is_upright = image.getexif().get(ORIENTATION, 1) == 1
    if image.format == "JPEG" and is_upright and max(image.size) <= LONGEST_SIDE:
        image.info = {}
        image.save(out, form, quality="keep", exif=b"", comment=b"", icc_profile=profile)
        return image.size
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright.info = {name: image.info[name] for name in ("transparency",) if name in image.info}
    options: dict[str, Any] = {"quality": 88} if form in ("JPEG", "WEBP") else {"optimize": True}
    upright.save(out, form, icc_profile=profile, exif=b"", **options)
    return upright.size


def _write_animation(image: Image.Image, out: BytesIO, form: str) -> tuple[int, int]:
    options = {name: image.info[name] for name in ("loop", "duration") if name in image.info}
    image.info.pop("comment", None)
    image.save(out, form, save_all=True, **options, **({"comment": b""} if form == "GIF" else {"exif": b""}))
    return image.size
