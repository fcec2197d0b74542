"""Addresses to scan: on white, so that a phone reads them from a dark page too."""

import base64

from qrcode import make
from qrcode.image.svg import SvgPathFillImage


def qr_svg(address: str) -> str:
    return str(make(address, image_factory=SvgPathFillImage).to_string(encoding="unicode"))


def qr_picture(address: str) -> str:
    """The same as the address of a picture."""
    return f"data:image/svg+xml;base64,{base64.b64encode(qr_svg(address).encode()).decode()}"
