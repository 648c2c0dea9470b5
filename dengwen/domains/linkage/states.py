"""Where a run of linkage stands, and what people decide on a pair of matters."""

from enum import StrEnum


class RunState(StrEnum):
    """waiting: for the worker; running; stopped by somebody; done; failed: by itself."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


class Stage(StrEnum):
    """What a run is at. Each ends with something on the disk, or in the database, from which it can go on."""

    COLLECT = "collect"
    LEARN = "learn"
    COMPARE = "compare"
    STORE = "store"


class Answer(StrEnum):
    """What a person decided: the same matter, two matters, or that it can not be said from the papers."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


AT_WORK = frozenset({RunState.WAITING, RunState.RUNNING})
STAGES = tuple(Stage)
CAN_GO_ON = frozenset({RunState.STOPPED, RunState.FAILED})
