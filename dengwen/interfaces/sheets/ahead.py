"""Reading ahead: the next rows are read and planned while the database writes the last ones."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from queue import Empty, Full, Queue
from typing import Generic, TypeVar

T = TypeVar("T")
_PATIENCE = 0.2


@dataclass(frozen=True, slots=True)
class _Item(Generic[T]):
    value: T


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None = None


def read_ahead(items: Iterable[T], *, depth: int = 2) -> Iterator[T]:
    """Yield ``items`` in their order, made in a thread of their own, at most ``depth`` of them ahead.

    What the thread raises is raised here. When the consumer stops early, the thread ends too. ``items`` must not
    ask the database: connections belong to threads.
    """
    ready: Queue[_Item[T] | _End] = Queue(depth)
    over = threading.Event()

    def put(what: _Item[T] | _End) -> bool:
        while not over.is_set():
            try:
                ready.put(what, timeout=_PATIENCE)
            except Full:
                continue
            return True
        return False

    def make() -> None:
        try:
            for item in items:
                if not put(_Item(item)):
                    return
        except BaseException as error:
            put(_End(error))
        else:
            put(_End())

    thread = threading.Thread(target=make, name="read-ahead", daemon=True)
    thread.start()
    try:
        yield from _taken(ready)
    finally:
        over.set()
        thread.join()


def _taken(ready: "Queue[_Item[T] | _End]") -> Iterator[T]:
    while True:
        try:
            what = ready.get(timeout=_PATIENCE)  # short waits, so that Ctrl-C is heard
        except Empty:
            continue
        if isinstance(what, _Item):
            yield what.value
        elif what.error is not None:
            raise what.error
        else:
            return
