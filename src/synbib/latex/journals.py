r"""Journals that astronomy writes as macros: ``journal = {\apj}``, as the Astrophysics Data System exports it.

Source: the macros of AASTeX 6.3.1 (aastex631.cls, "Journal macros"), which print the abbreviation; the full names are
those that the ADS lists for these journals.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

__all__ = ["JOURNALS", "Journal", "abbreviation"]


class Journal(NamedTuple):
    """A journal: its full name, and what the macro prints."""

    name: str
    abbreviation: str


# Macro → journal.
JOURNALS: Final = {
    macro: Journal(name, abbreviation)
    for macro, abbreviation, name in (
        ("aap", "A&A", "Astronomy & Astrophysics"),
        ("aapr", "A&A Rev.", "Astronomy and Astrophysics Review"),
        ("aaps", "A&AS", "Astronomy and Astrophysics Supplement Series"),
        ("actaa", "Acta Astron.", "Acta Astronomica"),
        ("aj", "AJ", "Astronomical Journal"),
        ("ao", "Appl. Opt.", "Applied Optics"),
        ("apj", "ApJ", "Astrophysical Journal"),
        ("apjl", "ApJL", "Astrophysical Journal Letters"),
        ("apjlett", "ApJL", "Astrophysical Journal Letters"),
        ("apjs", "ApJS", "Astrophysical Journal Supplement Series"),
        ("apjsupp", "ApJS", "Astrophysical Journal Supplement Series"),
        ("aplett", "Astrophys. Lett.", "Astrophysical Letters"),
        ("apspr", "Astrophys. Space Phys. Res.", "Astrophysics Space Physics Research"),
        ("apss", "Ap&SS", "Astrophysics and Space Science"),
        ("araa", "ARA&A", "Annual Review of Astronomy and Astrophysics"),
        ("azh", "AZh", "Astronomicheskii Zhurnal"),
        ("baas", "BAAS", "Bulletin of the American Astronomical Society"),
        ("bac", "Bull. astr. Inst. Czechosl.", "Bulletin of the Astronomical Institutes of Czechoslovakia"),
        ("bain", "Bull. Astron. Inst. Netherlands", "Bulletin of the Astronomical Institutes of the Netherlands"),
        ("caa", "Chinese Astron. Astrophys.", "Chinese Astronomy and Astrophysics"),
        ("cjaa", "Chinese J. Astron. Astrophys.", "Chinese Journal of Astronomy and Astrophysics"),
        ("fcp", "Fund. Cosmic Phys.", "Fundamentals of Cosmic Physics"),
        ("gca", "Geochim. Cosmochim. Acta", "Geochimica et Cosmochimica Acta"),
        ("grl", "Geophys. Res. Lett.", "Geophysical Research Letters"),
        ("iaucirc", "IAU Circ.", "IAU Circulars"),
        ("icarus", "Icarus", "Icarus"),
        ("jcap", "JCAP", "Journal of Cosmology and Astroparticle Physics"),
        ("jcp", "J. Chem. Phys.", "Journal of Chemical Physics"),
        ("jgr", "J. Geophys. Res.", "Journal of Geophysical Research"),
        ("jqsrt", "J. Quant. Spec. Radiat. Transf.", "Journal of Quantitative Spectroscopy and Radiative Transfer"),
        ("jrasc", "JRASC", "Journal of the Royal Astronomical Society of Canada"),
        ("memras", "MmRAS", "Memoirs of the Royal Astronomical Society"),
        ("memsai", "Mem. Soc. Astron. Italiana", "Memorie della Società Astronomica Italiana"),
        ("mnras", "MNRAS", "Monthly Notices of the Royal Astronomical Society"),
        ("na", "New A", "New Astronomy"),
        ("nar", "New A Rev.", "New Astronomy Reviews"),
        ("nat", "Nature", "Nature"),
        ("nphysa", "Nucl. Phys. A", "Nuclear Physics A"),
        ("pasa", "PASA", "Publications of the Astronomical Society of Australia"),
        ("pasj", "PASJ", "Publications of the Astronomical Society of Japan"),
        ("pasp", "PASP", "Publications of the Astronomical Society of the Pacific"),
        ("physrep", "Phys. Rep.", "Physics Reports"),
        ("physscr", "Phys. Scr", "Physica Scripta"),
        ("planss", "Planet. Space Sci.", "Planetary and Space Science"),
        ("pra", "Phys. Rev. A", "Physical Review A"),
        ("prb", "Phys. Rev. B", "Physical Review B"),
        ("prc", "Phys. Rev. C", "Physical Review C"),
        ("prd", "Phys. Rev. D", "Physical Review D"),
        ("pre", "Phys. Rev. E", "Physical Review E"),
        ("prl", "Phys. Rev. Lett.", "Physical Review Letters"),
        ("procspie", "Proc. SPIE", "Proceedings of SPIE"),
        ("psj", "PSJ", "Planetary Science Journal"),
        ("qjras", "QJRAS", "Quarterly Journal of the Royal Astronomical Society"),
        ("rmxaa", "Rev. Mexicana Astron. Astrofis.", "Revista Mexicana de Astronomía y Astrofísica"),
        ("skytel", "S&T", "Sky & Telescope"),
        ("solphys", "Sol. Phys.", "Solar Physics"),
        ("sovast", "Soviet Ast.", "Soviet Astronomy"),
        ("ssr", "Space Sci. Rev.", "Space Science Reviews"),
        ("zap", "ZAp", "Zeitschrift für Astrophysik"),
    )
}  # fmt: skip

_ABBREVIATIONS: Final = {
    journal.name.casefold().replace("&", "and"): journal.abbreviation
    for journal in JOURNALS.values()
}


@lru_cache(maxsize=4096)
def abbreviation(name: str) -> str:
    """Return the abbreviation of the journal that is called ``name``, ``""`` if it is not known or has none."""
    return _ABBREVIATIONS.get(name.casefold().removeprefix("the ").replace("&", "and"), "")
