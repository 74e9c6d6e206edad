"""The report of a check as values: output-check-report/1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Mapping, Optional, Tuple

SCHEMA = "output-check-report/1"


@dataclass(frozen=True)
class Finding:
    """One breach or doubt."""

    rule: str
    verdict: str
    """`fail`, `review`, `info` or `error`."""
    message: str
    remedy: str
    location: Mapping[str, Any]
    """Where it is: `row`, `line`, `column`, `columnName`, …; what it does not have is left out."""
    occurrences: int
    fingerprint: str
    waiver: Optional[Mapping[str, str]]
    """Who accepted it; None when it counts."""


@dataclass(frozen=True)
class Column:
    """What a column was taken for."""

    index: int
    name: Optional[str]
    role: str
    confidence: float


@dataclass(frozen=True)
class Table:
    """A table of a file."""

    id: str
    rows: int
    columns: Tuple[Column, ...]


@dataclass(frozen=True)
class File:
    """What was found in one file."""

    path: str
    verdict: str
    complete: bool
    sha256: Optional[str]
    error: Optional[str]
    """Why it could not be checked."""
    tables: Tuple[Table, ...]
    findings: Tuple[Finding, ...]
    findings_total: int
    """Findings before any cut of the list."""


@dataclass(frozen=True)
class Report:
    """The result of a check."""

    verdict: str
    """`pass`, `review`, `fail` or `error`: the worst of all files."""
    complete: bool
    ruleset: str
    files: Tuple[File, ...]
    raw: Dict[str, Any]
    """The whole report as checker-cli wrote it."""

    @property
    def passed(self) -> bool:
        """Every byte was checked, and nothing was found that needs a person."""
        return self.verdict == "pass" and self.complete

    @staticmethod
    def from_json(document: Dict[str, Any]) -> Report:
        """Reads a report; raises KeyError, TypeError or ValueError for what is none."""
        if document["schema"] != SCHEMA:
            raise ValueError(f"the report has the schema {document['schema']!r}, not {SCHEMA!r}")
        return Report(
            verdict=document["verdict"],
            complete=document["complete"],
            ruleset=document["ruleset"]["name"],
            files=tuple(_file(file) for file in document["files"]),
            raw=document,
        )


def _file(file: Mapping[str, Any]) -> File:
    return File(
        path=file["path"],
        verdict=file["verdict"],
        complete=file["complete"],
        sha256=file["sha256"],
        error=file["error"]["message"] if file["error"] else None,
        tables=tuple(
            Table(
                id=table["id"],
                rows=table["rows"],
                columns=tuple(
                    Column(column["index"], column["name"], column["role"], column["confidence"])
                    for column in table["columns"]
                ),
            )
            for table in file["tables"]
        ),
        findings=tuple(
            Finding(
                rule=finding["rule"],
                verdict=finding["verdict"],
                message=finding["message"],
                remedy=finding["remedy"],
                location=finding["location"],
                occurrences=finding["occurrences"],
                fingerprint=finding["fingerprint"],
                waiver=finding.get("waiver"),
            )
            for finding in file["findings"]
        ),
        findings_total=file["findingsTotal"],
    )
