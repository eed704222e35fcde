"""Patterns for numbers in quotation marks, within limits."""

from __future__ import annotations

_EXPONENT = r"[+-]?(\d+\.?\d*|\.\d+)[eE][+-]?\d+"


def integers(least: int | None, most: int | None) -> str:
    """A pattern for the whole numbers from `least` to `most`, as the reader takes them."""
    ways = [rf"\+?0*({_upwards(max(least or 0, 0), most)})"]
    if least is None or least <= 0:
        ways.append(rf"-0*({_upwards(0, None if least is None else -least)})")
    return rf"^\s*({'|'.join(ways)})(\.0+)?\s*$"


def decimals(least: float | None, most: float | None) -> str:
    """A pattern for numbers from `least` to `most`; one with an exponent may be any."""
    above = least is not None and least >= 0
    sign = r"\+?" if above else "[+-]?"
    plain = r"(\d+\.?\d*|\.\d+)"
    if most is not None:
        whole = int(most)
        plain = rf"(0*({_upwards(0, whole - 1)})(\.\d*)?|\.\d+|0*{whole}(\.0*)?)"
    nothing = r"|-0+\.?0*" if above else ""
    return rf"^\s*({sign}{plain}{nothing}|{_EXPONENT})\s*$"


def _upwards(least: int, most: int | None) -> str:
    if most is None:
        return r"\d+" if least == 0 else r"[1-9]\d*" if least == 1 else _from(least)
    return "|".join(_pieces(least, most))


def _from(least: int) -> str:
    length = len(str(least))
    return "|".join([*_pieces(least, 10**length - 1), rf"[1-9]\d{{{length},}}"])


def _pieces(least: int, most: int) -> list[str]:
    """Patterns that together mean all numbers from `least` to `most`, without leading zeros."""
    pieces = []
    while least <= most:
        step = 1
        while least % (10 * step) == 0 and least + 10 * step - 1 <= most and least > 0:
            step *= 10
        digit = least // step % 10
        last = min(9, digit + (most - least + 1) // step - 1)
        head = str(least // step // 10) if least // step >= 10 else ""
        tail = rf"\d{{{len(str(step)) - 1}}}" if step > 1 else ""
        pieces.append(f"{head}{digit if last == digit else f'[{digit}-{last}]'}{tail}")
        least += (last - digit + 1) * step
    return pieces
