"""The 24 colours a community chooses from, by their degrees on the colour circle."""

from typing import Any

from django.utils.translation import gettext_lazy as _

HUES: dict[int, Any] = {
    0: _("Rose"),
    15: _("Coral"),
    30: _("Brick"),
    45: _("Rust"),
    60: _("Amber"),
    75: _("Ochre"),
    90: _("Straw"),
    105: _("Olive"),
    120: _("Moss"),
    135: _("Leaf"),
    150: _("Fern"),
    165: _("Jade"),
    180: _("Teal"),
    195: _("Lagoon"),
    210: _("Sea"),
    225: _("Sky"),
    240: _("River"),
    255: _("Denim"),
    270: _("Indigo"),
    285: _("Violet"),
    300: _("Iris"),
    315: _("Plum"),
    330: _("Berry"),
    345: _("Pink"),
}
