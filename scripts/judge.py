"""Runs the checker on files, each as a request of its own.

Tables that belong to different studies must not be compared with each other, so every file gets its own run; a few
runs go side by side.
"""

import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile


def judge(binary, path, folder, number, ruleset):
    report = pathlib.Path(folder) / f"{number}.json"
    command = [binary, "check", str(path), "--quiet", "--ruleset", ruleset, "--report", f"json={report}"]
    if subprocess.run(command, check=False).returncode not in (0, 1, 2, 3) or not report.exists():
        sys.exit(f"the checker wrote no report on {path}")
    (file,) = json.loads(report.read_text(encoding="utf-8"))["files"]
    report.unlink()
    return file


def check(binary, paths, ruleset="sdap"):
    """The reports on files, in the order of the paths."""
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = [pool.submit(judge, binary, path, folder, number, ruleset) for number, path in enumerate(paths)]
        return [run.result() for run in runs]
