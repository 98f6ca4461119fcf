"""Sweeps: many solves under changing facts and values, kept in one store."""
