"""Runs checker-cli."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Iterable, List, Optional, Union

from ._report import Report

STATUS = {"pass": 0, "fail": 1, "error": 2, "review": 3}
"""The exit status that goes with each verdict."""

PathLike = Union[str, "os.PathLike[str]"]


class CheckerError(Exception):
    """There is no report to trust; what was to be checked counts as not checked."""


def check(
    paths: Union[PathLike, Iterable[PathLike]],
    ruleset: Optional[PathLike] = None,
    *,
    waivers: Optional[PathLike] = None,
    show_values: bool = False,
    program: Optional[str] = None,
    timeout: Optional[float] = None,
) -> Report:
    """Checks files and folders against a ruleset.

    paths: one path or several.
    ruleset: a name or a file; the program's default when None.
    waivers: a file of accepted findings.
    show_values: put cells into the report; what looks like an identifier stays masked.
    program: checker-cli; `CHECKER_CLI` or the first of the PATH when None.
    timeout: seconds after which the check is given up.

    Returns the report, whatever its verdict. Raises CheckerError when there is none.
    """
    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    arguments: List[str] = [program or os.environ.get("CHECKER_CLI") or "checker-cli", "check", "--format", "json", "--quiet"]
    if ruleset is not None:
        arguments += ["--ruleset", os.fspath(ruleset)]
    if waivers is not None:
        arguments += ["--waivers", os.fspath(waivers)]
    if show_values:
        arguments.append("--show-values")
    # Behind the dashes no path is taken for an option.
    arguments += ["--"] + [os.fspath(path) for path in paths]
    try:
        ended = subprocess.run(arguments, capture_output=True, timeout=timeout, stdin=subprocess.DEVNULL)
    except (OSError, ValueError) as error:
        raise CheckerError(f"checker-cli could not be run: {error}") from error
    except subprocess.TimeoutExpired as error:
        raise CheckerError(f"the check was given up after {timeout} seconds") from error
    return _report(ended.returncode, ended.stdout, ended.stderr)


def _report(status: int, output: bytes, errors: bytes) -> Report:
    said = errors.decode("utf-8", "replace").strip()
    try:
        report = Report.from_json(json.loads(output))
    except (KeyError, TypeError, ValueError) as error:
        raise CheckerError(said or f"checker-cli wrote no report (exit status {status}): {error}") from error
    # A report of a passed check that ended badly is no pass.
    expected = STATUS.get(report.verdict, 2)
    if expected == 0 and not report.complete:
        expected = 3
    if status != expected:
        raise CheckerError(said or f"the report says {report.verdict}, but the exit status is {status}")
    return report
