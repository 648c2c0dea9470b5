"""The invented demo province: pure Python, seeded, no database. Nothing in it is a real place or person."""
