"""Runs a program and says how long it took and how much memory it needed."""

import os
import subprocess
import time


def run(command, cwd=None):
    """Seconds, peak resident memory in MiB, and what it printed. Fails where the program fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, text=True)
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024, printed
