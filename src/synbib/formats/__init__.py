"""Exchange formats: files of records that other programs write, read into `Incoming`s.

A module per format, each with one pure function ``read``: bytes in, `synbib.incoming.Incoming`s out. `read` finds the
module by the format's name, or by what the data looks like.
"""

from synbib.formats.data import FormatError
from synbib.formats.formats import FORMATS, read

__all__ = ["FORMATS", "FormatError", "read"]
