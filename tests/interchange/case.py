"""CASE packages in words of our own."""

import json

DOC = "d0d0d0d0-0000-4000-8000-000000000000"


def key(number):
    return f"00000000-0000-4000-8000-{number:012d}"


def item(number, statement="", **more):
    return {"identifier": key(number), "fullStatement": statement or f"Can do {number}.", **more}


def link(origin, destination, kind="isChildOf", **more):
    """Between numbers of items; 0 is the document, a text something outside."""
    ends = {}
    for end, to in (("originNodeURI", origin), ("destinationNodeURI", destination)):
        name = DOC if to == 0 else key(to) if isinstance(to, int) else ""
        ends[end] = {"identifier": name, "uri": f"https://example.org/{to}", "title": f"Title {to}"}
    return {"identifier": f"link-{origin}-{destination}-{kind}", "associationType": kind, **ends, **more}


def package(items=(), links=(), **more):
    document = {"identifier": DOC, "title": "Measuring", "language": "en", "uri": "https://example.org/doc"}
    return {"CFDocument": document, "CFItems": list(items), "CFAssociations": list(links), **more}


def as_bytes(told):
    return json.dumps(told, ensure_ascii=False).encode()
