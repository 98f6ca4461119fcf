"""What tests/planted_bugs.py plants in, which tests it runs, and what it keeps of earlier runs."""
