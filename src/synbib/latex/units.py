r"""Numbers and units as the package siunitx writes them: ``\qty{10}{\kilo\metre}``, ``\num{1e5}``.

Source: siunitx's manual (v3), §4.1 (numbers), §4.3 and tables 1-8 (units and prefixes), and §4.10 for the names of
its second version, ``\SI`` and ``\SIrange``.
"""

from __future__ import annotations

from typing import Final

from synbib import lazily
from synbib.text.marks import SUPERSCRIPT

__all__ = ["ANGLES", "BARE", "QUANTITIES", "number", "unit"]

# Macro → how many numbers it has.
QUANTITIES: Final = {
    "ang": 1,
    "numrange": 2,
    "qty": 1,
    "qtyrange": 2,
    "SI": 1,
    "SIrange": 2,
}
# Those that name no unit → the unit that they mean.
BARE: Final = {"ang": "°", "numrange": ""}
# Units that stand at their number without a blank.
ANGLES: Final = frozenset({"°", "′", "″"})

_PREFIXES: Final = {
    "quecto": "q", "ronto": "r", "yocto": "y", "zepto": "z", "atto": "a", "femto": "f", "pico": "p", "nano": "n",
    "micro": "µ", "milli": "m", "centi": "c", "deci": "d", "deca": "da", "deka": "da", "hecto": "h", "kilo": "k",
    "mega": "M", "giga": "G", "tera": "T", "peta": "P", "exa": "E", "zetta": "Z", "yotta": "Y", "ronna": "R",
    "quetta": "Q", "kibi": "Ki", "mebi": "Mi", "gibi": "Gi", "tebi": "Ti",
}  # fmt: skip
_UNITS: Final = {
    "ampere": "A", "candela": "cd", "kelvin": "K", "gram": "g", "kilogram": "kg", "meter": "m", "metre": "m",
    "mole": "mol", "second": "s", "becquerel": "Bq", "celsius": "°C", "degreeCelsius": "°C", "coulomb": "C",
    "farad": "F", "gray": "Gy", "hertz": "Hz", "henry": "H", "joule": "J", "lumen": "lm", "katal": "kat", "lux":
    "lx", "newton": "N", "ohm": "Ω", "pascal": "Pa", "radian": "rad", "siemens": "S", "sievert": "Sv",
    "steradian": "sr", "tesla": "T", "volt": "V", "watt": "W", "weber": "Wb", "day": "d", "degree": "°",
    "hectare": "ha", "hour": "h", "litre": "l", "liter": "L", "arcminute": "′", "arcsecond": "″", "minute":
    "min", "tonne": "t", "astronomicalunit": "au", "bel": "B", "decibel": "dB", "dalton": "Da", "electronvolt":
    "eV", "neper": "Np", "percent": "%", "bit": "bit", "byte": "B", "angstrom": "Å", "bar": "bar", "barn": "b",
    "parsec": "pc", "lightyear": "ly", "fg": "fg", "pg": "pg", "ng": "ng", "ug": "µg", "mg": "mg", "g": "g",
    "kg": "kg", "pm": "pm", "nm": "nm", "um": "µm", "mm": "mm", "cm": "cm", "dm": "dm", "m": "m", "km": "km",
    "as": "as", "fs": "fs", "ps": "ps", "ns": "ns", "us": "µs", "ms": "ms", "s": "s", "mol": "mol", "K": "K",
    "Hz": "Hz", "mHz": "mHz", "kHz": "kHz", "MHz": "MHz", "GHz": "GHz", "THz": "THz", "eV": "eV", "meV": "meV",
    "keV": "keV", "MeV": "MeV", "GeV": "GeV", "TeV": "TeV", "J": "J", "kJ": "kJ", "W": "W", "mW": "mW", "kW":
    "kW", "MW": "MW", "GW": "GW", "V": "V", "mV": "mV", "kV": "kV", "Pa": "Pa", "kPa": "kPa", "MPa": "MPa",
    "GPa": "GPa", "dB": "dB", "kWh": "kWh",
}  # fmt: skip
_POWERS: Final = {"squared": "2", "cubed": "3"}
_POWERS_BEFORE: Final = {"square": "2", "cubic": "3"}
_NUMBER: Final = lazily.pattern(
    r"\s*(?P<sign>[-+]?)\s*(?P<digits>[\d.,]*)(?:\s*[eEdD]\s*(?P<exponent>[-+]?\d+))?\s*"
)
_PIECE: Final = lazily.pattern(
    r"\\(?P<macro>[A-Za-z]+)\s*(?:\{(?P<argument>[^{}]*)\})?|(?P<power>[\^_])\{?(?P<value>[-+]?[^{}\s.~\\]+)\}?"
    r"|(?P<times>[.~])|(?P<text>[^\\^_.~]+)"
)


def number(written: str) -> str:
    """Return a number of siunitx as marked text: ``1e5`` is one times ten to the power of five."""
    found = _NUMBER.fullmatch(written)
    if found is None:
        return written
    sign = found["sign"].replace("-", "−")
    digits = found["digits"]
    if found["exponent"] is None:
        return sign + digits
    power = "10" + SUPERSCRIPT.wrap(found["exponent"].replace("-", "−").removeprefix("+"))
    return f"{sign}{digits}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}{power}" if digits else sign + power


def unit(written: str) -> str:
    r"""Return a unit of siunitx as marked text: ``\kilo\metre\per\second`` is ``km/s``."""
    out: list[str] = []
    before = ""  # a power that waits for its unit
    prefix = joint = ""
    for piece in _PIECE.finditer(written):
        macro = piece["macro"]
        if macro == "per":
            joint = "/"
        elif macro in _PREFIXES:
            prefix += _PREFIXES[macro]
        elif macro in _POWERS_BEFORE:
            before = _POWERS_BEFORE[macro]
        elif macro in _POWERS or macro == "tothe" or piece["power"]:
            power = _POWERS.get(macro) or piece["argument"] or piece["value"] or ""
            out.append(SUPERSCRIPT.wrap(power.replace("-", "−")))
        elif piece["times"]:
            joint = joint or " "
        else:
            name = piece["text"].strip() if macro is None else _UNITS.get(macro, f"\\{macro}")
            out += (joint if joint == "/" or out else "", prefix, name)
            if before:
                out.append(SUPERSCRIPT.wrap(before))
            before, prefix, joint = "", "", " "
    return "".join(out)
