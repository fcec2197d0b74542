"""Addresses to scan."""

from django.utils.safestring import SafeString, mark_safe
from qrcode import make
from qrcode.image.svg import SvgPathImage


def qr_code(address: str) -> SafeString:
    """An SVG, of an address of ours."""
    drawn: str = make(address, image_factory=SvgPathImage, border=1).to_string(encoding="unicode")
    return mark_safe(drawn)  # noqa: S308
