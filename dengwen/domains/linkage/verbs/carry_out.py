"""Carry a run out, from the worker and from the command alike: collect, learn, compare, store.

Each stage leaves something from which the run goes on after a stop or a crash: files of matters, weights, files of
pairs, and pairs stored by batches that are committed with the progress.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings as site

from dengwen.base.clock import now
from dengwen.base.errors import Refusal
from dengwen.domains.linkage.reads.collecting import BATCH, collect, how_many
from dengwen.domains.linkage.reads.engine import (
    MEMORY,
    Engine,
    Found,
    chunks_for,
    last_id,
    prior_weight,
    write_part,
)
from dengwen.domains.linkage.rules.settings import Settings, settings, shipped_weights
from dengwen.domains.linkage.states import RunState, Stage
from dengwen.domains.linkage.verbs.run_steps import (
    begin_run,
    end_run,
    keep_weights,
    step,
    store_pairs,
    weights_for,
)
from dengwen.foundation.permissions.actor import Actor

Report = Callable[[Stage, int, int], None]


class _StoppedError(Exception):
    """Somebody asked the run to stop."""


class _Run:
    """One process on one run."""

    def __init__(self, run: int, actor: Actor, folder: Path, report: Report | None, batch: int) -> None:
        self.run, self.actor, self.folder, self.report, self.batch = run, actor, folder, report, batch
        self.known: Settings = settings()
        self.claim: UUID = begin_run(run=run, actor=actor, at=now())

    def step(self, stage: Stage, done: int, total: int) -> None:
        """Say how far it is, and stop where somebody asked for it."""
        stop = step(
            run=self.run, claim=self.claim, stage=stage, done=done, total=total, actor=self.actor, at=now()
        )
        self._told(stage, done, total, stop)

    def _told(self, stage: Stage, done: int, total: int, stop: bool) -> None:
        if self.report:
            self.report(stage, done, total)
        if stop:
            raise _StoppedError

    def collect(self) -> None:
        """Take the matters out, part by part; parts that are there stay."""
        parts = sorted(self.folder.glob("part-*.parquet"))
        ended, total = self.folder / "collected", how_many(self.actor)
        done, after = len(parts) * self.batch, last_id(parts[-1]) if parts else 0
        number = len(parts)
        while not ended.exists():
            rows = collect(self.actor, after, self.known, self.batch)
            if rows:
                number, after, done = number + 1, rows[-1].id, number * self.batch + len(rows)
                write_part(self.folder / f"part-{number:05}.parquet", rows)
            if len(rows) < self.batch:
                ended.write_text(str(done))
            self.step(Stage.COLLECT, done, max(total, done))

    def weights(self, engine: Engine, matters: int) -> dict[str, Any]:
        """Return the weights: learned now where there are none and enough matters to learn from."""
        self.step(Stage.LEARN, 0, 1)
        told = {"run": self.run, "claim": self.claim, "known": self.known, "actor": self.actor}
        found = weights_for(**told, at=now())  # type: ignore[arg-type]
        if found is None:
            found = (
                engine.learn(matters) if matters >= self.known.training["least"] else shipped_weights(matters)
            )
            keep_weights(**told, parameters=found, at=now())  # type: ignore[arg-type]
        self.step(Stage.LEARN, 1, 1)
        return found

    def store(self, weights: dict[str, Any]) -> list[int]:
        """Store the pairs that are kept, from where the last batch ended; return the pairs of each band."""
        found, done = Found(self.folder, self.known), 0
        bands = found.bands()
        total, marker = sum(bands), self.folder / "stored"
        begun = int(marker.read_text()) if marker.exists() else 0
        for batch in found.kept():
            done += len(batch)
            if done <= begun:
                continue
            stop = store_pairs(
                run=self.run, claim=self.claim, known=self.known, prior=prior_weight(weights), pairs=batch,
                done=done, total=max(total, done), actor=self.actor, at=now(),
            )  # fmt: skip
            marker.write_text(str(done))
            self._told(Stage.STORE, done, max(total, done), stop)
        return bands

    def all_of_it(self) -> list[int]:
        """Go through the stages and return how many pairs each band has."""
        self.collect()
        engine = Engine(self.folder, self.known, MEMORY)
        try:
            matters = engine.read()
            weights = self.weights(engine, matters)
            chunks = chunks_for(matters)
            self.step(Stage.COMPARE, 0, chunks)
            for number in engine.compare(weights, chunks):
                self.step(Stage.COMPARE, number, chunks)
        finally:
            engine.close()
        return self.store(weights)


def folder_of(run: int) -> Path:
    """Return where a run keeps its files."""
    return Path(site.DATA) / "linkage" / str(run)


def carry_out(*, run: int, actor: Actor, report: Report | None = None, batch: int = BATCH) -> RunState:
    """Carry a run out, or go on with it, and return how it ended; its files go when it is done.

    A refusal or an unexpected error ends the run as failed, and is raised again.
    """
    folder = folder_of(run)
    folder.mkdir(parents=True, exist_ok=True)
    work = _Run(run, actor, folder, report, batch)
    state, bands, trouble = RunState.FAILED, [], ""
    try:
        bands = work.all_of_it()
        state = RunState.DONE
    except (_StoppedError, KeyboardInterrupt):
        state = RunState.STOPPED
    except Refusal as refusal:
        if refusal.code == "linkage.overtaken":
            return RunState.RUNNING
        trouble = refusal.code
        raise
    except Exception as error:
        trouble = type(error).__name__
        raise
    finally:
        if trouble or state is not RunState.FAILED:
            end_run(
                run=run, claim=work.claim, state=state, actor=actor, at=now(), bands=bands, trouble=trouble
            )
    if state is RunState.DONE:
        shutil.rmtree(folder, ignore_errors=True)
    return state
