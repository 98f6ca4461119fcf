"""Census: every plan that keeps the rules, gone through one by one where they are not too many."""

from __future__ import annotations

from regroup.census.batch import allows_each, points_of_each
from regroup.census.groups import Groups, groups_of
from regroup.census.walk import Walk, walk_of

__all__ = ["Groups", "Walk", "allows_each", "groups_of", "points_of_each", "walk_of"]
