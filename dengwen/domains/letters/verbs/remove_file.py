"""Take the bytes of files off the disk once no file needs them any more."""

from collections.abc import Iterable

from django.db import connection

from dengwen.domains.letters.reads.stored_file import place_of


def remove_files(digests: Iterable[str]) -> int:
    """Remove the stored bytes that no case and no paper of the house needs; return how many went.

    The same bytes may lie in another file, which the acting post need not see: the database says so
    (``dengwen_file_needed``). To do it again does no harm.
    """
    gone = 0
    with connection.cursor() as cursor:
        for digest in sorted(set(digests)):
            cursor.execute("SELECT dengwen_file_needed(%s)", [digest])
            place = place_of(digest)
            if not cursor.fetchone()[0] and place.exists():
                place.unlink()
                gone += 1
    return gone


def remove_left_over() -> int:
    """Remove what is still there of files that were disposed of: after a power cut, or a restore of the disk alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT dengwen_disposed_files()")
        digests = [digest for (digest,) in cursor.fetchall()]
    return remove_files(digests)
