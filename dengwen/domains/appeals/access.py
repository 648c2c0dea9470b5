"""Each right twice, side by side: whose requests and decisions a post sees, and what it may do with them.

What hangs on a matter is seen by whoever sees the matter. Beyond the table's rule of place, nobody examines what she
had a part in (``reads/independence.py``).
"""

from dengwen.domains.cases.access import may, see, visible_to

__all__ = ["may", "see", "visible_to"]
