# Runs with: CHECKER_CLI=.../checker-cli Rscript tests/check.R in the folder of the package.

if (!requireNamespace("jsonlite", quietly = TRUE)) {
  cat("skipped: jsonlite is not installed\n")
  quit(status = 0)
}
source("R/check.R")
folder <- tempfile("outputs")
dir.create(folder)
path <- file.path(folder, "t.csv")

writeLines(c("region,patients", "North,120", "South,45"), path)
report <- check_outputs(path)
stopifnot(report$verdict == "pass", nrow(findings(report)) == 0)

writeLines(c("region,patients", "North,120", "South,3"), path)
report <- check_outputs(path)
found <- findings(report)
stopifnot(report$verdict == "fail", "minimum-threshold" %in% found$rule)
stopifnot(found$row[found$rule == "minimum-threshold"] == 2, !found$waived)
print(report)

refused <- function(call) inherits(try(call, silent = TRUE), "try-error")
stopifnot(refused(check_outputs(path, ruleset = "sdpa")))
stopifnot(refused(check_outputs(path, program = "/does/not/exist")))
stopifnot(refused(check_outputs(path, program = "true")))
stopifnot(check_outputs(file.path(folder, "none.csv"))$verdict == "error")
cat("all tests passed\n")
