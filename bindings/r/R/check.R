# Runs checker-cli and reads its report.

exit_status <- c(pass = 0L, fail = 1L, error = 2L, review = 3L)

#' Check files and folders against a ruleset
#'
#' @param paths Files and folders.
#' @param ruleset A name or a file; the program's default when NULL.
#' @param waivers A file of accepted findings, or NULL.
#' @param show_values Put cells into the report; what looks like an identifier stays masked.
#' @param program checker-cli; the variable CHECKER_CLI or the first of the PATH by default.
#' @return The report, of class `output_check`, whatever its verdict. Stops when there is no report to trust.
check_outputs <- function(paths, ruleset = NULL, waivers = NULL, show_values = FALSE,
                          program = Sys.getenv("CHECKER_CLI", "checker-cli")) {
  folder <- tempfile("output-check")
  dir.create(folder)
  on.exit(unlink(folder, recursive = TRUE))
  target <- file.path(folder, "report.json")
  arguments <- c("check", "--quiet", "--report", paste0("json=", target))
  if (!is.null(ruleset)) arguments <- c(arguments, "--ruleset", ruleset)
  if (!is.null(waivers)) arguments <- c(arguments, "--waivers", waivers)
  if (show_values) arguments <- c(arguments, "--show-values")
  arguments <- c(arguments, "--", paths)
  errors <- file.path(folder, "errors")
  status <- suppressWarnings(
    system2(program, shQuote(arguments), stdout = FALSE, stderr = errors, stdin = "/dev/null"))
  said <- if (file.exists(errors)) paste(readLines(errors, warn = FALSE), collapse = "\n") else ""
  read_report(target, status, said)
}

# The report, if it and the exit status agree.
read_report <- function(target, status, said) {
  refuse <- function(why) stop(if (nzchar(said)) said else why, call. = FALSE)
  if (!file.exists(target)) refuse(paste0("checker-cli wrote no report (exit status ", status, ")"))
  report <- jsonlite::fromJSON(target, simplifyVector = FALSE)
  if (!identical(report$schema, "output-check-report/1")) refuse("the report has another schema")
  expected <- unname(exit_status[report$verdict])
  if (is.na(expected)) refuse("the report has no verdict")
  if (expected == 0L && !isTRUE(report$complete)) expected <- 3L
  if (!identical(as.integer(status), expected)) {
    refuse(paste0("the report says ", report$verdict, ", but the exit status is ", status))
  }
  structure(report, class = "output_check")
}

#' The findings of a report, one row each
#'
#' @param report What `check_outputs` returns.
#' @return A data frame with path, verdict, rule, row, column, message, fingerprint and waived.
findings <- function(report) {
  or_na <- function(value) if (is.null(value)) NA else value
  rows <- lapply(report$files, function(file) {
    lapply(file$findings, function(finding) {
      data.frame(
        path = file$path, verdict = finding$verdict, rule = finding$rule,
        row = as.integer(or_na(finding$location$row)), column = as.integer(or_na(finding$location$column)),
        message = finding$message, fingerprint = finding$fingerprint, waived = !is.null(finding$waiver),
        stringsAsFactors = FALSE)
    })
  })
  empty <- data.frame(
    path = character(), verdict = character(), rule = character(), row = integer(), column = integer(),
    message = character(), fingerprint = character(), waived = logical())
  do.call(rbind, c(list(empty), unlist(rows, recursive = FALSE)))
}

#' @export
print.output_check <- function(x, ...) {
  cat("output check: ", x$verdict, ", ", length(x$files), " files, ruleset ", x$ruleset$name, "\n", sep = "")
  for (file in x$files) cat("  ", file$verdict, "  ", file$path, "\n", sep = "")
  invisible(x)
}
