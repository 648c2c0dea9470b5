"""``dengwen serve``: the site and its worker, until Ctrl-C."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections

from dengwen.interfaces.console.failing import CommandError
from dengwen.interfaces.console.installation import require_ready

# A thread mostly waits for the database: a few more than cores keep both busy. Not measured on a quiet machine yet.
THREADS = 4
_STOP_SECONDS = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add where to listen and how many processes to run."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument(
        "--workers", type=int, default=max(2, os.cpu_count() or 2), help="processes of the site"
    )
    parser.add_argument(
        "--threads", type=int, default=THREADS, help=f"threads a process (default: {THREADS})"
    )


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop."""
    return serve(host=args.host, port=args.port, workers=args.workers, threads=args.threads)


def serve(*, host: str, port: int, workers: int, threads: int = THREADS) -> int:
    """Run the site and the worker; when one of them ends, stop the other. Return the exit code."""
    require_ready()
    if not _is_free(host, port):
        raise CommandError(f"Port {port} of {host} is taken. Choose another: --port {port + 1}")
    connections.close_all()
    python = [sys.executable, "-m"]
    site = [
        *python, "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers),
        "--blocking-threads", str(threads), "--no-ws", "--log-level", "warning", "dengwen.config.wsgi:application",
    ]  # fmt: skip
    worker = [
        *python,
        "django",
        "procrastinate",
        "worker",
        "--concurrency",
        "1",
        "--delete-jobs",
        "successful",
    ]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "dengwen.config.settings"),
        "DENGWEN_DEMO": "1" if settings.DEMO else "0",
    }
    with _stopping_on_term():
        processes = {
            "the site": subprocess.Popen(site, env=environment),  # noqa: S603 -- our own interpreter
            "the worker": subprocess.Popen(worker, env=environment),  # noqa: S603 -- our own interpreter
        }
        print(f"Dengwen is on http://{host}:{port}  (Ctrl-C stops it)", flush=True)
        try:
            return _wait(processes)
        except KeyboardInterrupt:
            print("Stopping.", flush=True)
            return 0
        finally:
            for process in processes.values():
                _stop(process)


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _wait(processes: "dict[str, subprocess.Popen[bytes]]") -> int:
    while True:
        for name, process in processes.items():
            if process.poll() is not None:
                raise CommandError(
                    f"{name.capitalize()} ended (code {process.returncode}); the lines above say why."
                )
        time.sleep(0.2)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def _stopping_on_term() -> Iterator[None]:
    """Let SIGTERM, which service managers send, stop us as Ctrl-C does."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
