"""``dengwen serve``: the site by granian, and the worker that runs imports beside it."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from django.conf import settings

from dengwen.base.embedded_postgres import EmbeddedPostgres
from dengwen.interfaces.console.migrate import pending


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command understands."""
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (default: this machine only)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="web processes (default: cores)")


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C; what this command started, it stops."""
    if waiting := pending():
        print(f"dengwen serve: {len(waiting)} migrations are missing. Run: dengwen migrate", file=sys.stderr)
        return 1
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        print("dengwen serve: the static files are not built. Run: make assets && dengwen migrate", file=sys.stderr)
        return 1
    if not _is_free(args.host, args.port):
        print(f"dengwen serve: port {args.port} is taken. Choose another: --port {args.port + 1}", file=sys.stderr)
        return 1
    return serve(args.host, args.port, args.workers)


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def serve(host: str, port: int, workers: int) -> int:
    """Start web server and worker, and wait; stop both (and the embedded server) at the end."""
    web = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--no-ws", "--log-level", "warning",
        "dengwen.config.wsgi:application",
    ]  # fmt: skip
    jobs = [sys.executable, "-m", "django", "procrastinate", "worker", "--concurrency", "1"]
    signal.signal(signal.SIGTERM, _interrupt)
    processes = [subprocess.Popen(command) for command in (web, jobs)]  # noqa: S603 - fixed words
    print(f"Dengwen listens on http://{host}:{port} (Ctrl-C stops it).", flush=True)
    try:
        return _wait(processes)
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(processes)
        if settings.EMBEDDED:
            EmbeddedPostgres(settings.DATA / "postgres").stop()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _wait(processes: list[subprocess.Popen[bytes]]) -> int:
    """Return when one process has ended by itself: half a site is worse than none."""
    while True:
        for process in processes:
            code = process.poll()
            if code is not None:
                print("dengwen serve: a process ended by itself; stopping the rest.", file=sys.stderr)
                return code or 1
        time.sleep(0.5)


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
