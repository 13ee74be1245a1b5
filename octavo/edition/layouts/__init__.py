"""How the fictional sites draw their pages: a file per site family, as messy as real ones."""

from collections.abc import Callable, Mapping

from octavo.edition.layouts import (
    broadcast,
    broadsheet,
    microdata,
    nested,
    portal,
    rtl,
    soup,
    tables,
    tabloid,
    wire,
    wordpress,
)
from octavo.edition.records import Page

LAYOUTS: Mapping[str, Callable[[Page], str]] = {
    "broadcast": broadcast.render,
    "broadsheet": broadsheet.render,
    "microdata": microdata.render,
    "nested": nested.render,
    "portal": portal.render,
    "rtl": rtl.render,
    "soup": soup.render,
    "tables": tables.render,
    "tabloid": tabloid.render,
    "wire": wire.render,
    "wordpress": wordpress.render,
}
