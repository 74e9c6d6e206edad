"""Tests against the built program (CHECKER_CLI, or .build of the project) and against programs that misbehave."""

import os
import pathlib
import stat
import tempfile
import unittest

import sys

HERE = pathlib.Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[1]))

from output_checker import CheckerError, check  # noqa: E402


def built():
    named = os.environ.get("CHECKER_CLI")
    candidates = [named] if named else [str(HERE.parents[3] / ".build" / kind / "checker-cli") for kind in ("release", "debug")]
    # Of two builds the newer one is that of the sources beside this file.
    usable = [path for path in candidates if os.access(path, os.X_OK)]
    return max(usable, key=os.path.getmtime, default=None)


PROGRAM = built()


class Folder(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


@unittest.skipIf(PROGRAM is None, "checker-cli is not built")
class RealChecks(Folder):
    def test_pass(self):
        report = check(self.write("t.csv", "region,patients\nNorth,120\nSouth,45\n"), program=PROGRAM)
        self.assertTrue(report.passed)
        self.assertEqual([column.role for column in report.files[0].tables[0].columns][1], "count")

    def test_fail_with_place(self):
        report = check([self.write("t.csv", "region,patients\nNorth,120\nSouth,3\n")], "sdap", program=PROGRAM)
        self.assertEqual(report.verdict, "fail")
        self.assertFalse(report.passed)
        finding = next(finding for finding in report.files[0].findings if finding.rule == "minimum-threshold")
        self.assertEqual((finding.location["row"], finding.location["line"]), (2, 3))
        self.assertIsNone(finding.waiver)

    def test_waived(self):
        path = self.write("t.csv", "region,patients\nNorth,120\nSouth,3\n")
        found = check(path, program=PROGRAM).files[0].findings
        entries = "".join(
            f"  - fingerprint: {finding.fingerprint}\n    reason: r\n    approver: a\n    expires: 9999-12-31\n"
            for finding in found
        )
        report = check(path, waivers=self.write("w.yaml", "waivers:\n" + entries), program=PROGRAM)
        self.assertTrue(report.passed)
        self.assertEqual(report.files[0].findings[0].waiver["approver"], "a")

    def test_missing_file_is_a_report_of_an_error(self):
        report = check(self.folder / "none.csv", program=PROGRAM)
        self.assertEqual(report.verdict, "error")
        self.assertTrue(report.files[0].error)

    def test_bad_usage_raises(self):
        path = self.write("t.csv", "a,b\n1,2\n")
        with self.assertRaisesRegex(CheckerError, "sdpa"):
            check(path, "sdpa", program=PROGRAM)
        with self.assertRaises(CheckerError):
            check([], program=PROGRAM)

    def test_path_like_an_option(self):
        report = check("--help", program=PROGRAM)
        self.assertEqual(report.verdict, "error")


class BadPrograms(Folder):
    def program(self, script):
        path = self.write("program", "#!/bin/sh\n" + script)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return str(path)

    def assertRefused(self, script):
        with self.assertRaises(CheckerError):
            check("t.csv", program=self.program(script))

    def test_missing(self):
        with self.assertRaises(CheckerError):
            check("t.csv", program=str(self.folder / "nothing"))

    def test_silent_and_talkative(self):
        self.assertRefused("exit 0\n")
        self.assertRefused("echo '{}'\nexit 0\n")
        self.assertRefused("kill -9 $$\n")

    def test_report_and_status_disagree(self):
        report = '{"schema":"output-check-report/1","verdict":"pass","complete":%s,"ruleset":{"name":"x"},"files":[]}'
        self.assertRefused(f"echo '{report % 'true'}'\nexit 1\n")
        self.assertRefused(f"echo '{report % 'false'}'\nexit 0\n")

    def test_other_schema(self):
        self.assertRefused('echo \'{"schema":"output-check-report/2"}\'\nexit 0\n')

    def test_hanging(self):
        with self.assertRaises(CheckerError):
            check("t.csv", program=self.program("exec sleep 20\n"), timeout=0.2)


if __name__ == "__main__":
    unittest.main()
