"""Runs the installed checker-cli and reads its report."""

from ._check import CheckerError, check
from ._report import Column, File, Finding, Report, Table

__all__ = ["CheckerError", "Column", "File", "Finding", "Report", "Table", "check"]
