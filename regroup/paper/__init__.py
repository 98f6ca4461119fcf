"""What a document says, apart from how it looks: titles, sentences, tables and pictures, ready for any format."""

from regroup.paper.base import Cell, Column, List, Mark, Paper, Picture, Section, Sentence, Table
from regroup.paper.gathered import groups, paper_of_all
from regroup.paper.public import public_paper
from regroup.paper.result import paper_of

__all__ = [
    "Cell",
    "Column",
    "List",
    "Mark",
    "Paper",
    "Picture",
    "Section",
    "Sentence",
    "Table",
    "groups",
    "paper_of",
    "paper_of_all",
    "public_paper",
]
