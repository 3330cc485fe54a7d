"""Bibliographies too large to be held: tables of Arrow, pure functions from batch to batch, and jobs over them.

`schema` has the tables, `items` brings CSL items into one and back. Each function takes a batch and returns one, and
knows nothing of where it runs: here in as many processes as there are cores, or in `synbib.spark` on a cluster.
"""
