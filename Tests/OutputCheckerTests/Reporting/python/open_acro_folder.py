"""Opens a folder as SACRO-Viewer does: open_acro_folder.py FOLDER. Prints the outputs with their status.

Which of its JSON files are results (those with `version` and `results`; there must be one), what each output must
have, whether files are what their checksums say, and which cell of a table stands at each marked place: places are
counted from 0 without the header and one column of labels.
"""

import csv
import hashlib
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
documents = {path: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
results = [path for path, document in documents.items() if {"version", "results"} <= document.keys()]
assert len(results) == 1, results
document = documents[results[0]]
major, minor = document["version"].split(".")[:2]
# The viewer compares versions as text.
assert (major, minor) == ("0", "4")
config = documents[folder / "config.json"]
assert {"safe_threshold", "safe_dof_threshold", "safe_nk_n", "safe_nk_k", "safe_pratio_p", "zeros_are_disclosive"} == set(config)
checksum = (folder / "checksums" / (results[0].name + ".txt")).read_text(encoding="utf-8")
assert checksum == hashlib.sha256(results[0].read_bytes()).hexdigest()

for uid, output in document["results"].items():
    assert output["uid"] == uid and output["status"] in ("pass", "fail", "review")
    assert output["properties"]["method"] and output["type"] and isinstance(output["comments"], list)
    assert output["summary"].split("; ")[0] == output["status"]
    assert output["files"]
    for file in output["files"]:
        path = folder / file["name"]
        assert path.is_file(), path
        checksum = (folder / "checksums" / (file["name"] + ".txt")).read_text(encoding="utf-8")
        assert checksum == hashlib.sha256(path.read_bytes()).hexdigest(), path
        marked = file["sdc"]["cells"].get("threshold", [])
        if not marked:
            continue
        rows = list(csv.reader(path.open(newline="", encoding="utf-8")))
        for row, column in marked:
            value = int(rows[row + 1][column + 1])
            assert 0 < value < config["safe_threshold"], (path, row, column, value)
    print(output["files"][0]["name"], output["status"], sum(len(places) for places in file["sdc"]["cells"].values()))
