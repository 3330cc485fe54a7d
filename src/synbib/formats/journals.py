"""Journals of physics under the short names of INSPIRE, which are not those of ISO 4: ``Nucl.Phys.B``.

Where a section has a letter, that is after the name of the whole: ``Phys. Rev. D`` is the *Physical Review D*.

Source: INSPIRE's collection of journals, ``short_title`` and ``journal_title``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from synbib import lazily

__all__ = ["full_journal"]

_SECTION: Final = lazily.pattern(r"(?P<name>.+?)(?P<section> [A-L])?")


def full_journal(short: str) -> str:
    """Return the full name of a journal of physics by INSPIRE's short one; ``""`` of one that is not known."""
    names = _names()
    if full := names.get(_key(short)):
        return full
    found = _SECTION.fullmatch(short.replace(".", ". ").rstrip().replace("  ", " "))
    if found is None or not found["section"]:
        return ""
    whole = names.get(_key(found["name"]), "")
    return f"{whole}{found['section']}" if whole else ""


@lru_cache(1)
def _names() -> dict[str, str]:
    return {
        _key(short): full
        for line in _TABLE.strip().splitlines()
        for short, _, full in (line.strip().partition(" = "),)
    }


def _key(short: str) -> str:
    """Return a short name without what writers do differently: blanks, points and capitals."""
    return short.replace(".", "").replace(" ", "").casefold()


_TABLE: Final = """
    Acta Phys. Polon. = Acta Physica Polonica
    Adv. High Energy Phys. = Advances in High Energy Physics
    Adv. Space Res. = Advances in Space Research
    Adv. Theor. Math. Phys. = Advances in Theoretical and Mathematical Physics
    AIP Conf. Proc. = AIP Conference Proceedings
    Am. J. Phys. = American Journal of Physics
    Annalen Phys. = Annalen der Physik
    Annals Phys. = Annals of Physics
    Ann. Rev. Astron. Astrophys. = Annual Review of Astronomy and Astrophysics
    Ann. Rev. Nucl. Part. Sci. = Annual Review of Nuclear and Particle Science
    Astron. Astrophys. = Astronomy & Astrophysics
    Astron. J. = The Astronomical Journal
    Astropart. Phys. = Astroparticle Physics
    Astrophys. J. = The Astrophysical Journal
    Astrophys. J. Lett. = The Astrophysical Journal Letters
    Astrophys. J. Suppl. = The Astrophysical Journal Supplement Series
    Atom. Data Nucl. Data Tabl. = Atomic Data and Nuclear Data Tables
    Can. J. Phys. = Canadian Journal of Physics
    Chin. Phys. = Chinese Physics
    Chin. Phys. Lett. = Chinese Physics Letters
    Class. Quant. Grav. = Classical and Quantum Gravity
    Commun. Math. Phys. = Communications in Mathematical Physics
    Commun. Theor. Phys. = Communications in Theoretical Physics
    Comput. Phys. Commun. = Computer Physics Communications
    Comput. Softw. Big Sci. = Computing and Software for Big Science
    EPJ Web Conf. = EPJ Web of Conferences
    Eur. Phys. J. = The European Physical Journal
    Eur. Phys. J. Plus = The European Physical Journal Plus
    Eur. Phys. J. ST = The European Physical Journal Special Topics
    EPL = EPL (Europhysics Letters)
    Europhys. Lett. = Europhysics Letters
    Exper. Astron. = Experimental Astronomy
    Few Body Syst. = Few-Body Systems
    Fortsch. Phys. = Fortschritte der Physik
    Found. Phys. = Foundations of Physics
    Front. Phys. = Frontiers in Physics
    Gen. Rel. Grav. = General Relativity and Gravitation
    Helv. Phys. Acta = Helvetica Physica Acta
    IEEE Trans. Appl. Supercond. = IEEE Transactions on Applied Superconductivity
    IEEE Trans. Nucl. Sci. = IEEE Transactions on Nuclear Science
    Int. J. Geom. Meth. Mod. Phys. = International Journal of Geometric Methods in Modern Physics
    Int. J. Mod. Phys. = International Journal of Modern Physics
    Int. J. Theor. Phys. = International Journal of Theoretical Physics
    Int. J. Mod. Phys. Conf. Ser. = International Journal of Modern Physics: Conference Series
    JCAP = Journal of Cosmology and Astroparticle Physics
    JETP Lett. = JETP Letters
    JHEAp = Journal of High Energy Astrophysics
    JHEP = Journal of High Energy Physics
    JINST = Journal of Instrumentation
    J. Chem. Phys. = The Journal of Chemical Physics
    J. Geom. Phys. = Journal of Geometry and Physics
    J. Math. Phys. = Journal of Mathematical Physics
    J. Phys. = Journal of Physics
    J. Phys. Conf. Ser. = Journal of Physics: Conference Series
    J. Phys. Soc. Jap. = Journal of the Physical Society of Japan
    J. Statist. Phys. = Journal of Statistical Physics
    J. Stat. Mech. = Journal of Statistical Mechanics: Theory and Experiment
    Lect. Notes Phys. = Lecture Notes in Physics
    Lett. Math. Phys. = Letters in Mathematical Physics
    Lett. Nuovo Cim. = Lettere al Nuovo Cimento
    Living Rev. Rel. = Living Reviews in Relativity
    Mach. Learn. Sci. Tech. = Machine Learning: Science and Technology
    Mod. Phys. Lett. = Modern Physics Letters
    Mon. Not. Roy. Astron. Soc. = Monthly Notices of the Royal Astronomical Society
    Nature Astron. = Nature Astronomy
    Nature Commun. = Nature Communications
    Nature Phys. = Nature Physics
    Nature Rev. Phys. = Nature Reviews Physics
    New J. Phys. = New Journal of Physics
    Nucl. Data Sheets = Nuclear Data Sheets
    Nucl. Instrum. Meth. = Nuclear Instruments and Methods
    Nucl. Instrum. Meth. A = Nuclear Instruments and Methods in Physics Research Section A
    Nucl. Instrum. Meth. B = Nuclear Instruments and Methods in Physics Research Section B
    Nucl. Part. Phys. Proc. = Nuclear and Particle Physics Proceedings
    Nucl. Phys. = Nuclear Physics
    Nucl. Phys. B Proc. Suppl. = Nuclear Physics B - Proceedings Supplements
    Nuovo Cim. = Il Nuovo Cimento
    Opt. Express = Optics Express
    Phil. Trans. Roy. Soc. Lond. = Philosophical Transactions of the Royal Society of London
    Phys. Atom. Nucl. = Physics of Atomic Nuclei
    Phys. Dark Univ. = Physics of the Dark Universe
    Phys. Lett. = Physics Letters
    Phys. Part. Nucl. = Physics of Particles and Nuclei
    Phys. Part. Nucl. Lett. = Physics of Particles and Nuclei Letters
    Phys. Rept. = Physics Reports
    Phys. Rev. = Physical Review
    Phys. Rev. Accel. Beams = Physical Review Accelerators and Beams
    Phys. Rev. Applied = Physical Review Applied
    Phys. Rev. Lett. = Physical Review Letters
    Phys. Rev. Research = Physical Review Research
    Phys. Rev. Res. = Physical Review Research
    Phys. Rev. ST Accel. Beams = Physical Review Special Topics - Accelerators and Beams
    Phys. Rev. X = Physical Review X
    Phys. Scripta = Physica Scripta
    Phys. Today = Physics Today
    Phys. Usp. = Physics-Uspekhi
    PoS = Proceedings of Science
    Proc. Nat. Acad. Sci. = Proceedings of the National Academy of Sciences
    Proc. Roy. Soc. Lond. = Proceedings of the Royal Society of London
    Prog. Part. Nucl. Phys. = Progress in Particle and Nuclear Physics
    Prog. Theor. Phys. = Progress of Theoretical Physics
    Prog. Theor. Phys. Suppl. = Progress of Theoretical Physics Supplement
    PTEP = Progress of Theoretical and Experimental Physics
    Publ. Astron. Soc. Austral. = Publications of the Astronomical Society of Australia
    Publ. Astron. Soc. Jap. = Publications of the Astronomical Society of Japan
    Publ. Astron. Soc. Pac. = Publications of the Astronomical Society of the Pacific
    Rept. Prog. Phys. = Reports on Progress in Physics
    Res. Astron. Astrophys. = Research in Astronomy and Astrophysics
    Rev. Mod. Phys. = Reviews of Modern Physics
    Rev. Sci. Instrum. = Review of Scientific Instruments
    Riv. Nuovo Cim. = La Rivista del Nuovo Cimento
    Sci. Adv. = Science Advances
    Sci. Rep. = Scientific Reports
    SciPost Phys. = SciPost Physics
    SciPost Phys. Core = SciPost Physics Core
    SciPost Phys. Proc. = SciPost Physics Proceedings
    SIGMA = Symmetry, Integrability and Geometry: Methods and Applications
    Sov. J. Nucl. Phys. = Soviet Journal of Nuclear Physics
    Sov. Phys. JETP = Soviet Physics JETP
    Sov. Phys. Usp. = Soviet Physics Uspekhi
    Space Sci. Rev. = Space Science Reviews
    Theor. Math. Phys. = Theoretical and Mathematical Physics
    Teor. Mat. Fiz. = Teoreticheskaya i Matematicheskaya Fizika
    Usp. Fiz. Nauk = Uspekhi Fizicheskikh Nauk
    Yad. Fiz. = Yadernaya Fizika
    Z. Phys. = Zeitschrift für Physik
    Zh. Eksp. Teor. Fiz. = Zhurnal Eksperimental'noi i Teoreticheskoi Fiziki
"""
