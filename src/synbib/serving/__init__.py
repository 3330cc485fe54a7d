"""What a program that is not Python asks of synbib: requests as lines of JSON, an answer to each.

`Server` answers one line after the other and keeps the documents between them. It knows nothing of standard input and
output: lines are given to it. Requests and answers have the shape of JSON-RPC 2.0.
"""

from synbib.serving.documents import Defaults
from synbib.serving.protocol import refusal
from synbib.serving.server import Server

__all__ = ["Defaults", "Server", "refusal"]
