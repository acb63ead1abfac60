"""Tells other programs that the ledger has grown: a signed message for every edition, until it was heard.

    editions ──> enqueue ──> Delivery (the row is the queue) ──> claim ──> send ──> keep what came of it
                 queue.py                                        queue.py  sending.py  outcomes.py

Messages say which record changed and never what it says: whoever hears reads /api/v1/changes/.
"""
