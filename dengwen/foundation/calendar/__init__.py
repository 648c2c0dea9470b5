"""Working days. Plain Python, no tables: a calendar is a function from a day to its status."""
