"""Reading ahead: the next rows are read and planned while the database writes the last ones."""

import threading
from collections.abc import Iterable, Iterator
from queue import Empty, Full, Queue
from typing import TypeVar

T = TypeVar("T")
_PATIENCE = 0.2


def read_ahead(items: Iterable[T], *, depth: int = 2) -> Iterator[T]:
    """Yield ``items`` in their order, made in a thread of their own, at most ``depth`` of them ahead.

    What the thread raises is raised here. When the consumer stops early, the thread ends too. ``items`` must not
    ask the database: connections belong to threads.
    """
    ready: Queue[tuple[str, T | BaseException | None]] = Queue(depth)
    over = threading.Event()

    def put(kind: str, what: T | BaseException | None) -> bool:
        while not over.is_set():
            try:
                ready.put((kind, what), timeout=_PATIENCE)
            except Full:
                continue
            return True
        return False

    def make() -> None:
        try:
            for item in items:
                if not put("item", item):
                    return
        except BaseException as error:
            put("error", error)
        else:
            put("end", None)

    thread = threading.Thread(target=make, name="read-ahead", daemon=True)
    thread.start()
    try:
        yield from _taken(ready)
    finally:
        over.set()
        thread.join()


def _taken(ready: "Queue[tuple[str, T | BaseException | None]]") -> Iterator[T]:
    while True:
        try:
            kind, what = ready.get(timeout=_PATIENCE)  # short waits, so that Ctrl-C is heard
        except Empty:
            continue
        if kind == "end":
            return
        if isinstance(what, BaseException):
            raise what
        yield what  # type: ignore[misc] - an item is a T
