"""The account of an import, which must balance to the row."""

from dataclasses import dataclass


@dataclass(slots=True)
class ImportAccount:
    """rows in = matters made + contacts attached + rows already imported + rows reported.

    A row that opens a matter is its first contact and counts once, as a matter. Empty rows are not rows in.
    """

    rows: int = 0
    matters: int = 0
    contacts: int = 0
    already: int = 0
    reported: int = 0

    @property
    def balances(self) -> bool:
        """Say whether every row that came in is accounted for, exactly once."""
        return self.rows == self.matters + self.contacts + self.already + self.reported

    def count_planned(self, *, reported: bool, opens_matter: bool, already: bool = False) -> None:
        """Count one row of a dry run."""
        self.rows += 1
        if reported:
            self.reported += 1
        elif already:
            self.already += 1
        elif opens_matter:
            self.matters += 1
        else:
            self.contacts += 1
