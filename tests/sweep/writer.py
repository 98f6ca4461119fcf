"""Puts rows into a store, says the key of each as soon as it is acknowledged, and never ends by itself."""

from __future__ import annotations

import os
import sys
from itertools import count

from regroup.sweep.store import Store
from tests.sweep.rows import row, task

with Store.open(sys.argv[1]) as store:
    for number in count():
        name = (os.getpid(), number)
        store.put(task(name), row(name, {"n": number}))
        print(task(name).key, flush=True)
