#!/bin/sh
# Makes sure that this machine can build OutputChecker, and says so in one line when it cannot.
#
# Exit status: 0 ready; 2 something is missing and could not be installed.
# When all is there, it only looks: no package manager, no network.
# Nothing here asks a question: packages are installed as root or with `sudo -n`,
# otherwise the one line to run is printed.

set -u

SWIFT=${SWIFT:-swift}
MINIMUM_SWIFT_MAJOR=6
MINIMUM_SWIFT_MINOR=2
SWIFT_DOWNLOAD=https://www.swift.org/install/linux/

fail() {
  echo "setup: $*" >&2
  exit 2
}

# What the build needs, as "how to see that it is there" and "the Debian package that brings it".
# We ask for the thing, not for the package: a library in /usr/local, or a Debian that has
# renamed a package, is as good. The same list is the prerequisites line of the README.

has_command() { command -v "$1" >/dev/null 2>&1; }
has_library() { pkg-config --exists "$1" >/dev/null 2>&1; }

# The C and C++ headers, start-up files and linker that Swift takes from the system: tried with the clang
# that stands beside swift, because what it looks for (ld.gold, one GCC's folders) is its own affair.
compiles_cxx() {
  clang=$(dirname "$(command -v "$SWIFT")")/clang++
  [ -x "$clang" ] || clang=clang++
  printf '#include <cstdlib>\nint main() { return EXIT_SUCCESS; }\n' >"$scratch/probe.cpp" \
    && "$clang" "$scratch/probe.cpp" -o "$scratch/probe" >/dev/null 2>&1 </dev/null
}

# SwiftPM fetches the dependencies over https. Elsewhere than on Debian the file has another name.
has_certificates() { [ ! -e /etc/debian_version ] || [ -s /etc/ssl/certs/ca-certificates.crt ]; }

# `swift build` loads libcurl, libncurses, libsqlite3 and libxml2; without them it does not start.
swift_starts() { "$SWIFT" build --version >/dev/null 2>&1 </dev/null; }

missing_packages() {
  has_command git || echo git
  has_certificates || echo ca-certificates
  compiles_cxx || echo binutils-gold g++
  has_command pkg-config || echo pkg-config
  has_library libpcre2-8 || echo libpcre2-dev
  has_library zlib || echo zlib1g-dev
  swift_starts || echo libcurl4 libncurses6 libsqlite3-0 libxml2
}

missing_on_one_line() { missing_packages | tr '\n' ' ' | sed 's/ *$//'; }

install_packages() {
  # "$1" is the words that give the rights ("" or "sudo -n"), the rest are packages.
  as_root=$1
  shift
  log=$scratch/apt.log
  apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120"
  echo "setup: installing $*" >&2
  # The package lists at hand usually do; only when they do not are they fetched anew.
  # shellcheck disable=SC2086  # $apt is words
  if $apt install -y --no-install-recommends "$@" >"$log" 2>&1 </dev/null; then
    return 0
  fi
  if $apt update >"$log" 2>&1 </dev/null \
    && $apt install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; then
    return 0
  fi
  tail -n 15 "$log" >&2
  return 1
}

scratch=$(mktemp -d) || fail "cannot make a temporary folder"
trap 'rm -rf "$scratch"' EXIT
trap 'exit 2' HUP INT TERM

has_command "$SWIFT" || fail \
  "swift is not on the PATH; Swift $MINIMUM_SWIFT_MAJOR.$MINIMUM_SWIFT_MINOR or newer is needed: $SWIFT_DOWNLOAD"

missing=$(missing_on_one_line)
if [ -n "$missing" ]; then
  if ! has_command apt-get; then
    fail "needed and not found, named as Debian packages (install what your system calls them): $missing"
  fi
  one_line="apt-get update && apt-get install -y --no-install-recommends $missing"
  if [ "$(id -u)" -eq 0 ]; then
    rights=""
  elif has_command sudo && sudo -n env true >/dev/null 2>&1; then
    rights="sudo -n"
  else
    fail "packages are missing; run this as root, then make again: $one_line"
  fi
  # shellcheck disable=SC2086  # $missing is words
  install_packages "$rights" $missing || fail "could not install the packages; the line to run: $one_line"
  missing=$(missing_on_one_line)
  [ -z "$missing" ] || fail "installed, but still not usable: $missing"
fi

version=$("$SWIFT" --version 2>/dev/null </dev/null | sed -n 's/.*Swift version \([0-9][0-9]*\)\.\([0-9][0-9]*\).*/\1 \2/p' | head -n 1)
major=${version% *}
minor=${version#* }
if [ -z "$version" ]; then
  fail "\`$SWIFT --version\` does not say a version; Swift $MINIMUM_SWIFT_MAJOR.$MINIMUM_SWIFT_MINOR or newer is needed: $SWIFT_DOWNLOAD"
fi
if [ "$major" -lt "$MINIMUM_SWIFT_MAJOR" ] \
  || { [ "$major" -eq "$MINIMUM_SWIFT_MAJOR" ] && [ "$minor" -lt "$MINIMUM_SWIFT_MINOR" ]; }; then
  fail "Swift $major.$minor is too old; $MINIMUM_SWIFT_MAJOR.$MINIMUM_SWIFT_MINOR or newer is needed: $SWIFT_DOWNLOAD"
fi
