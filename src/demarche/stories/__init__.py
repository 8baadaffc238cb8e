"""Stories: what pages have in common.

Comes in: records with their pages. Goes out: copies folded, events of several pages joined, disagreements,
processes with their status lines, plans and what became of them.
"""
