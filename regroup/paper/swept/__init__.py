"""A sweep as a document: what was varied, which plans are best where, what decides, and what it rests on."""

from regroup.paper.swept.document import paper_of_sweep, swept

__all__ = ["paper_of_sweep", "swept"]
