"""The language server: what an editor asks of BibTeX files and of documents that cite, by the Language Server Protocol.

`text` has documents as the editor changes them, `workspace` what they cite and which stores they cite from, `places`
what stands at a place of a BibTeX file, half written or not. Then a module for each kind of request, whose functions
are given these and return what the protocol answers: `completing`, `describing`, `finding`, `renaming`, `diagnosing`,
`fixing`, `shaping`, `looking_up`; `searching` finds works for some of them. `server` calls them, and is the one that
knows when; what takes long it lets `aside` do. No file is written: an editor is sent edits.

What runs in a thread is given a state of the workspace that stays (`Workspace.as_now`), never the one that the editor
changes meanwhile.
"""

from synbib.lsp.server import serve

__all__ = ["serve"]
