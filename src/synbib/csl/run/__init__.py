"""A style made ready for one locale, and the two ways through its tree: interpreted, or as generated functions."""

from synbib.csl.run.program import AreaProgram, Program, compile_style

__all__ = ["AreaProgram", "Program", "compile_style"]
