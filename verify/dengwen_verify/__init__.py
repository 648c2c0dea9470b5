"""Checks a Dengwen receipt without the site that gave it."""
