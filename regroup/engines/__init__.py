"""Engines: each takes a core and a budget and gives a plan and a bound. None of them knows TOML, names or text."""
