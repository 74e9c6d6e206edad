"""Loads results the way their readers do: load_acro.py PATTERN. Prints how many were loaded.

With ACRO's own classes when the package is there; always with the checks that SACRO-Viewer makes when it
opens a folder (version as text, results, files, names) and with the cell index that it draws from.
"""

import json
import pathlib
import sys

try:
    from acro.record import Records, load_outcome
except ImportError:
    Records = None

loaded = 0
for path in sorted(pathlib.Path().glob(sys.argv[1])):
    document = json.loads(path.read_text(encoding="utf-8"))
    major, minor = document["version"].split(".")[:2]
    assert (int(major), int(minor)) == (0, 4), document["version"]
    for uid, output in document["results"].items():
        assert output["uid"] == uid
        assert output["status"] in ("pass", "fail", "review")
        assert output["summary"].split("; ")[0] == output["status"]
        assert output["properties"]["method"] and isinstance(output["comments"], list)
        assert output["files"]
        for file in output["files"]:
            assert file["name"] and not file["name"].startswith("/")
            for places in file["sdc"]["cells"].values():
                for row, column in places:
                    assert row >= 0 and column >= 0
        if Records is not None:
            load_outcome(output["outcome"])
            Records().add(
                status=output["status"], output_type=output["type"], properties=output["properties"],
                sdc=output["files"][0]["sdc"], command=output["command"], summary=output["summary"],
                output=[output["files"][0]["name"]], comments=output["comments"],
            )
    loaded += 1
print(loaded)
