"""Numbers, bit sets and lists in 64 characters that no LMS alters; docs/state.md has the layout.

The same as `builder/player/src/alphabet.ts`, tried against it in `tests/plan/test_parity.py`. Texts
here are strings of UTF-16 units, one character for each (see `builder.plan.kept`).
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Sequence

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
WORTH = {digit: worth for worth, digit in enumerate(DIGITS)}
MORE = 32
MAX_NUMBER = 2**30 - 1
"""The largest number that a state string can hold: six digits of five bits."""

LONGEST_NUMBER = 6
BITS = 6
CHECKSUM = 6


class DamagedError(Exception):
    """While reading what no writer wrote."""


def to_digits(number: int, length: int) -> str:
    """A number as exactly `length` digits of six bits, the highest first."""
    return "".join(DIGITS[number >> 6 * place & 63] for place in reversed(range(length)))


def from_digits(digits: str) -> int:
    """The number that `to_digits` wrote."""
    number = 0
    for digit in digits:
        number = number * 64 + WORTH[digit]
    return number


def number_text(number: int) -> str:
    """A number in as few digits of five bits as hold it, the lowest first."""
    text = ""
    while number >= MORE:
        text += DIGITS[MORE + number % MORE]
        number //= MORE
    return text + DIGITS[number]


def number_length(number: int) -> int:
    """How many digits `number_text` writes."""
    return max(1, -(-number.bit_length() // 5))


def list_text(numbers: Sequence[int]) -> str:
    """How many, then the numbers."""
    return number_text(len(numbers)) + "".join(map(number_text, numbers))


def bits_text(numbers: Collection[int]) -> str:
    """How many digits, then a bit for each number up to the highest."""
    digits = [0] * (max(numbers, default=-1) // BITS + 1)
    for number in numbers:
        digits[number // BITS] |= 1 << number % BITS
    return number_text(len(digits)) + "".join(DIGITS[digit] for digit in digits)


def checksum(units: str) -> str:
    """CRC-32 over the UTF-16 units, as digits."""
    return to_digits(zlib.crc32(units.encode("utf-16-le", "surrogatepass")), CHECKSUM)


class Reader:
    """Reads one after the other what the functions above wrote.

    Raises `DamagedError` at the first thing that none of them wrote. No unit is read twice, so that
    a string takes no longer than its own length, whatever lengths it claims.
    """

    def __init__(self, units: str) -> None:
        self._units = units
        self._at = 0

    def number(self) -> int:
        """The next number."""
        number = 0
        for place in range(LONGEST_NUMBER):
            digit = self._digit()
            number += digit % MORE << 5 * place
            if digit < MORE:
                return number
        raise DamagedError("a number without end")

    def list(self) -> tuple[int, ...]:
        """The next list."""
        return tuple(self.number() for _ in range(self.number()))

    def bits(self) -> Iterable[int]:
        """The next bits, as the numbers of those that are set, ascending."""
        digits = [self._digit() for _ in range(self.number())]
        return [
            BITS * place + bit
            for place, digit in enumerate(digits)
            for bit in range(BITS)
            if digit >> bit & 1
        ]

    def text(self, length: int) -> str:
        """The next `length` units as they stand there."""
        if self._at + length > len(self._units):
            raise DamagedError("too short")
        self._at += length
        return self._units[self._at - length : self._at]

    def end(self) -> None:
        """Nothing may follow."""
        if self._at != len(self._units):
            raise DamagedError("too long")

    def _digit(self) -> int:
        digit = WORTH.get(self.text(1))
        if digit is None:
            raise DamagedError("not a digit")
        return digit
