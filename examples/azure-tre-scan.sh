#!/bin/sh
# The scan step of an Azure TRE airlock: checks the one file of a request and prints the data of an
# Airlock.StepResult event. A request moves on only for the status "in_review"; whatever is not a clean pass or a
# question for a person is rejected.
#
# Usage: azure-tre-scan.sh REQUEST_ID FILE REPORT_FOLDER
set -u

if [ "$#" -ne 3 ]; then
  echo "usage: $0 REQUEST_ID FILE REPORT_FOLDER" >&2
  exit 2
fi
request=$1
file=$2
reports=$3

# A request's number goes into JSON as it is.
case $request in
  '' | *[!A-Za-z0-9-]*) echo 'the request id may hold letters, digits and hyphens only' >&2; exit 2 ;;
esac

status=0
checker-cli check "$file" --quiet --report "json=$reports/$request.json" --report "html=$reports/$request.html" ||
  status=$?
case $status in
  0) new=in_review message='No threats found' ;;
  3) new=in_review message='Output check: a person must look' ;;
  1) new=blocking_in_progress message='Output check: must not leave as it is' ;;
  *) new=blocking_in_progress message='Output check: could not be checked' status=2 ;;
esac
printf '{"completed_step": "submitted", "new_status": "%s", "request_id": "%s", "status_message": "%s"}\n' \
  "$new" "$request" "$message"
exit "$status"
