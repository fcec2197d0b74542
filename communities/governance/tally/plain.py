"""Counted things as JSON and back, exactly: a fraction is the text "a/b", never a float."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


def plain(value: object) -> Any:
    """As JSON. What can be one of several kinds says which in `kind`."""
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, StrEnum):
        return value.value
    if is_dataclass(value):
        kind = {"kind": value.kind} if hasattr(value, "kind") else {}
        return kind | {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


def read(form: Any, value: Any) -> Any:
    """The thing of type `form` that `plain` made `value` of; raises ValueError naming what does not fit."""
    origin = get_origin(form)
    if origin in (UnionType, Union):
        return read(_member(get_args(form), value), value)
    if origin is tuple:
        return tuple(read(get_args(form)[0], item) for item in items(object, value))
    if origin is dict:
        return {key: read(get_args(form)[1], item) for key, item in mapping(value).items()}
    return _made(form, mapping(value)) if is_dataclass(form) else _single(form, value)


def of_type(kind: type[T], value: Any) -> T:
    if type(value) is not kind:
        raise ValueError(f"not {kind.__name__}: {value!r}")
    return value


def choice(kind: type[E], value: Any) -> E:
    """One of an enumeration's members, by its value."""
    try:
        return kind(value)
    except ValueError:
        raise ValueError(f"not one of {', '.join(kind)}: {value!r}") from None


def items(kind: type[T], value: Any) -> tuple[T, ...]:
    """A list all of one type."""
    if not isinstance(value, list | tuple):
        raise ValueError(f"not a list: {value!r}")
    for item in value:
        if not isinstance(item, kind):
            raise ValueError(f"not {kind.__name__}: {item!r}")
    return tuple(value)


def mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(f"not an object: {value!r}")
    return value


def fraction(value: Any) -> Fraction:
    above, slash, below = value.partition("/") if isinstance(value, str) else ("", "", "")
    if not (slash and above.removeprefix("-").isdecimal() and below.isdecimal() and int(below)):
        raise ValueError(f'not a fraction "a/b": {value!r}')
    return Fraction(int(above), int(below))


def _single(form: Any, value: Any) -> Any:
    if form is Fraction:
        return fraction(value)
    return choice(form, value) if issubclass(form, StrEnum) else of_type(form, value)


def _member(forms: tuple[Any, ...], value: Any) -> Any:
    """Which of several types a value is of: by its `kind`, or by what JSON holds it in."""
    if value is None and NoneType in forms:
        return NoneType
    if isinstance(value, Mapping):
        named = [form for form in forms if getattr(form, "kind", None) == value.get("kind")]
        if not named:
            raise ValueError(f"not a kind known here: {value.get('kind')!r}")
        return named[0]
    held = Fraction if isinstance(value, str) and Fraction in forms else type(value)
    return held if held in forms else next(form for form in forms if form is not NoneType)


@cache
def _hints(form: Any) -> dict[str, Any]:
    return get_type_hints(form)


def _made(form: Any, value: Mapping[str, Any]) -> Any:
    hints = _hints(form)
    missing = [field.name for field in fields(form) if field.name not in value]
    if missing:
        raise ValueError(f"{form.__name__} without {', '.join(missing)}")
    return form(**{field.name: read(hints[field.name], value[field.name]) for field in fields(form)})
