"""Where a run stands."""

from enum import StrEnum


class RunState(StrEnum):
    """planned: nothing begun; waiting: for the worker; running; stopped by somebody; done; failed: by itself."""

    PLANNED = "planned"
    WAITING = "waiting"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


AT_WORK = frozenset({RunState.WAITING, RunState.RUNNING})
CAN_GO_ON = frozenset({RunState.WAITING, RunState.RUNNING, RunState.STOPPED, RunState.FAILED})
