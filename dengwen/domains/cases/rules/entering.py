"""How often somebody may be wrong at the portal's entrance before she has to wait."""

from datetime import timedelta

WINDOW = timedelta(minutes=15)
KEPT = timedelta(hours=1)
# Of one number, so that nobody tries codes at leisure; of one address more, for many people share one.
MOST_OF_NUMBER, MOST_OF_ADDRESS = 10, 30


def must_wait(*, of_number: int, of_address: int) -> bool:
    """Say whether so many wrong attempts within :data:`WINDOW` close the entrance for a while."""
    return of_number >= MOST_OF_NUMBER or of_address >= MOST_OF_ADDRESS
