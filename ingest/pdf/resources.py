"""What the names in a PDF's drawing steps stand for, and what the file says about the parts it marks."""

from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject

from ingest.pdf.fonts import Typeface

ONE_NUMBER = ("/CalGray", "/DeviceGray", "/G")
Fonts = dict[Any, Typeface | None]


class Resources:
    """Fonts, images, colour spaces and the rest, by name."""

    def __init__(self, dictionary: Any, fonts: Fonts) -> None:
        self.dictionary = _dictionary(dictionary)
        self._fonts = fonts
        self._named: dict[str, Typeface | None] = {}
        self._spaces: dict[str, str] = {}

    def get(self, kind: str, name: Any) -> DictionaryObject:
        """Empty when there is no such thing."""
        return _dictionary(_dictionary(self.dictionary.get(kind)).get(name))

    def font(self, name: Any) -> Typeface | None:
        """None for one that is not there or is damaged."""
        if name not in self._named:
            entry = _dictionary(self.dictionary.get("/Font")).raw_get(name) if self.get("/Font", name) else None
            key = getattr(entry, "idnum", None) or id(entry)
            if key not in self._fonts:
                self._fonts[key] = _typeface(self.get("/Font", name))
            self._named[name] = self._fonts[key]
        return self._named[name]

    def colour_space(self, name: Any) -> str:
        """Its family; empty for a space whose colours are plain grey, RGB or CMYK by their number."""
        if name not in self._spaces:
            self._spaces[name] = self._family(name)
        return self._spaces[name]

    def _family(self, name: Any) -> str:
        space = _dictionary(self.dictionary.get("/ColorSpace")).get(name, name)
        space = space.get_object() if hasattr(space, "get_object") else space
        family = str(space[0] if isinstance(space, ArrayObject) and space else space)
        return family if family in ("/Pattern", "/Indexed", "/Lab", "/Separation", "/DeviceN") else ""


def _typeface(resource: DictionaryObject) -> Typeface | None:
    try:
        return Typeface(resource) if resource else None
    except (AttributeError, TypeError, ValueError, KeyError, IndexError):
        # A damaged font is no font: what is written in it cannot be known.
        return None


class Marks:
    """The marked parts that the pen is inside of: headers, footers, layers that are off."""

    def __init__(self, layers_off: frozenset[int]) -> None:
        self._off = layers_off
        self._open: list[tuple[bool, bool]] = []

    def begin(self, operands: list[Any], resources: Resources) -> None:
        tag, about = str(operands[0]), operands[1] if len(operands) > 1 else None
        if tag == "/OC" and isinstance(about, str):
            layer = _dictionary(resources.dictionary.get("/Properties"))
            self._open.append((False, self._is_off(layer.raw_get(about) if about in layer else None)))
            return
        properties = resources.get("/Properties", about) if isinstance(about, str) else about
        pagination = isinstance(properties, dict) and properties.get("/Type") == "/Pagination"
        self._open.append((tag == "/Artifact" and pagination, False))

    def end(self) -> None:
        if self._open:
            self._open.pop()

    def furniture(self) -> bool:
        return any(furniture for furniture, _ in self._open)

    def hides(self) -> bool:
        return any(off for _, off in self._open)

    def is_hidden_layer(self, thing: DictionaryObject) -> bool:
        return bool(self._off) and "/OC" in thing and self._is_off(thing.raw_get("/OC"))

    def _is_off(self, layer: Any) -> bool:
        group = _dictionary(layer)
        if group.get("/Type") == "/OCMD" and "/OCGs" in group:
            inner = group.raw_get("/OCGs")
            members = inner.get_object() if hasattr(inner, "get_object") else inner
            listed = list(members) if isinstance(members, ArrayObject) else [inner]
            return bool(listed) and all(getattr(one, "idnum", None) in self._off for one in listed)
        return getattr(layer, "idnum", None) in self._off


def layers_off(reader: pypdf.PdfReader) -> frozenset[int]:
    """The numbers of the layers that the document does not show when it is opened."""
    layers = _dictionary(_dictionary(reader.trailer.get("/Root")).get("/OCProperties"))
    usual = _dictionary(layers.get("/D"))
    first = layers.get("/OCGs") if usual.get("/BaseState") == "/OFF" else usual.get("/OFF")
    off = _numbers(first)
    return frozenset(off - _numbers(usual.get("/ON")) if usual.get("/BaseState") == "/OFF" else off)


def _numbers(listed: Any) -> set[int]:
    listed = listed.get_object() if hasattr(listed, "get_object") else listed
    return {one.idnum for one in listed if hasattr(one, "idnum")} if isinstance(listed, ArrayObject) else set()


def _dictionary(thing: Any) -> DictionaryObject:
    thing = thing.get_object() if hasattr(thing, "get_object") else thing
    return thing if isinstance(thing, DictionaryObject) else DictionaryObject()
