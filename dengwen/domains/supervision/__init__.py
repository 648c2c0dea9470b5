"""Cooperation between organs; later supervision items and inspections."""
