#!/usr/bin/env bash
# Builds everything and runs all tests, on RabbitMQ and PostgreSQL servers of its own. See --help.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
    cat <<'TEXT'
Usage: tests/run.sh [--fast] [--filter EXPRESSION | --leaks MESSAGES]

Installs what the tests need and the machine lacks (Debian packages rabbitmq-server, postgresql and chromium; only as root,
otherwise it says which command to run), starts private servers on free ports of 127.0.0.1, builds, runs all tests, stops what it started.
The last line is "N passed, N failed, N skipped". The exit code is 0 only if tests ran and none failed.

  --fast               only the tests that need neither server nor browser
  --filter EXPRESSION  as of dotnet test, for instance 'FullyQualifiedName~Routing'
  --leaks MESSAGES     only the leak tests, with so many messages each (about 40 otherwise), for instance 10000
  --help               this text

Servers that already run can be given instead; no private one is started for these:
  CROSSSTUDY_TEST_RABBITMQ             amqp://user:password@host:port
  CROSSSTUDY_TEST_RABBITMQ_MANAGEMENT  http://user:password@host:port
  CROSSSTUDY_TEST_POSTGRES             Npgsql connection string of a user that may create databases
(without CROSSSTUDY_TEST_RABBITMQ_FOLDER and CROSSSTUDY_TEST_POSTGRES_FOLDER, of which server.sh tells, the leak test on them is skipped)
And a browser:
  CROSSSTUDY_TEST_CHROMIUM             path of a Chromium (default /usr/bin/chromium)
TEXT
}

fast='' filter='' patience=5m
while (($#)); do
    case $1 in
        --fast) fast=yes ;;
        --filter) filter=${2:?--filter needs an expression}; shift ;;
        --leaks) export CROSSSTUDY_TEST_LEAK_MESSAGES=${2:?--leaks needs a number}; filter='FullyQualifiedName~Leak|FullyQualifiedName~Marks_in_every' patience=2h; shift ;;
        --help | -h) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done

# What was installed or built must not leave helpers of its own running.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DEBIAN_FRONTEND=noninteractive

work=$(mktemp -d "${TMPDIR:-/tmp}/crossstudy-tests.XXXXXX")
passed=0 failed=0 skipped=0
child='' servers=()

# Ends what is left of the process group of `run`: all of it when interrupted, otherwise a test that hangs
# (xUnit runs tests in a process of its own, which survives the one that the time limit ends).
end_child() {
    [[ $child ]] && kill -TERM -- "-$child" 2>/dev/null || return 0
    for _ in {1..50}; do kill -0 -- "-$child" 2>/dev/null || return 0; sleep 0.1; done
    kill -KILL -- "-$child" 2>/dev/null || true
}

stop_all() {
    trap '' INT TERM HUP
    end_child
    ((${#servers[@]})) && kill -TERM "${servers[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    child='' servers=()
    rm -rf "$work"
}
trap stop_all EXIT
trap 'echo "interrupted" >&2; exit 130' INT TERM HUP

# The servers live as long as somebody can write to this pipe, so even a killed run leaves none behind.
mkfifo "$work/alive"
exec 9<>"$work/alive"

# Runs a command in a process group of its own, so that an interrupted run can end all of it.
run() {
    local code=0
    set -m; "$@" </dev/null 8<&- 9>&- & child=$!; set +m
    wait "$child" || code=$?
    end_child
    child=''
    return "$code"
}

needs_rabbitmq() { [[ ! $fast && ! ${CROSSSTUDY_TEST_RABBITMQ:-} ]]; }
needs_postgres() { [[ ! $fast && ! ${CROSSSTUDY_TEST_POSTGRES:-} ]]; }
needs_chromium() { [[ ! $fast && ! ${CROSSSTUDY_TEST_CHROMIUM:-} ]]; }

missing_packages() {
    if needs_rabbitmq && ! command -v /usr/lib/rabbitmq/bin/rabbitmq-server rabbitmq-server >/dev/null; then echo rabbitmq-server; fi
    if needs_postgres && ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && ! command -v initdb >/dev/null; then echo postgresql; fi
    if needs_chromium && [[ ! -x /usr/bin/chromium ]]; then echo chromium; fi
}

install_packages() {
    exec 8<"$(command -v apt-get)"
    flock 8 # another run may be installing the same
    local packages policy=/usr/sbin/policy-rc.d
    mapfile -t packages < <(missing_packages)
    ((${#packages[@]})) || return 0
    # Debian's packages start their services unless this file forbids it.
    if [[ ! -e $policy ]]; then
        trap 'rm -f "$policy"' EXIT
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod +x "$policy"
    fi
    apt-get -q -o Acquire::Retries=3 update || return 1
    apt-get -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${packages[@]}" || return 1
    [[ ! -d /run/systemd/system ]] || echo "Installed, not started: ${packages[*]}. To keep their services off after a restart too: systemctl disable ${packages[*]}"
}

start_server() {
    # In a process group of its own: Ctrl-C is for this script, which then stops the server.
    set -m; tests/server.sh "$1" <"$work/alive" >"$work/$1" 2>"$work/$1.errors" 8<&- 9>&- & servers+=($!); set +m
}

# Waits until the server printed how to reach it, and passes that on to the tests.
await_server() {
    local kind=$1 pid=$2 line
    until grep -q '^$' "$work/$kind" || ! kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
    if ! grep -q '^$' "$work/$kind"; then
        echo "No $kind, so the tests that need it are skipped: $(tail -n 1 "$work/$kind.errors")"
        return 0
    fi
    while IFS= read -r line && [[ $line ]]; do export "${line?}"; done <"$work/$kind"
}

# Failures that no test reports.
fail() { echo "FAILED: $1"; failed=$((failed + 1)); }

# Names and reasons of skipped tests, from a results file.
print_skips() {
    awk '
        /<UnitTestResult / { name = ""; if (/outcome="NotExecuted"/) { name = $0; sub(/.*testName="/, "", name); sub(/".*/, "", name); reason = "no reason given" } }
        name != "" && /<Message>/ { reason = ""; inside = 1 }
        inside { line = $0; gsub(/^ *<Message>|<\/Message>.*/, "", line); reason = reason (reason == "" ? "" : " ") line }
        /<\/Message>/ { inside = 0 }
        name != "" && (/<\/UnitTestResult>/ || /\/> *\r?$/) { print "SKIPPED: " name ": " reason; name = "" }
    ' "$1" | sed -e 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&apos;/'\''/g; s/&amp;/\&/g'
}

counter() { grep -o '<Counters [^>]*' "$1" | grep -o " $2=\"[0-9]*" | tr -dc 0-9; }

test_project() {
    local name results code=0 total executed good
    name=$(basename "$1" .csproj) results=$work/$name.trx
    run dotnet test "$1" --no-build --results-directory "$work" --logger "trx;LogFileName=$name.trx" \
        --blame-hang-timeout $patience --blame-hang-dump-type none ${filter:+--filter "$filter"} || code=$?
    if [[ ! -s $results ]]; then
        [[ $filter && $code == 0 ]] || fail "$name left no results (exit code $code)"
        return 0
    fi
    total=$(counter "$results" total) executed=$(counter "$results" executed) good=$(counter "$results" passed)
    passed=$((passed + good)) failed=$((failed + executed - good)) skipped=$((skipped + total - executed))
    print_skips "$results"
    if ((total == 0)) && [[ ! $filter ]]; then fail "$name ran no test"; fi
    if ((code != 0 && executed == good)); then fail "$name ended with exit code $code though no test failed: it crashed or hung"; fi
}

mapfile -t packages < <(missing_packages)
if ((${#packages[@]})); then
    if ((EUID == 0)) && command -v apt-get >/dev/null; then
        run install_packages >"$work/install" 2>&1 || { tail -n 20 "$work/install"; echo "Could not install: ${packages[*]}"; }
    else
        echo "Missing: ${packages[*]}. To install: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages[*]}"
    fi
fi

if needs_rabbitmq; then start_server rabbitmq; rabbitmq=$!; fi
if needs_postgres; then start_server postgres; postgres=$!; fi

if [[ $fast ]]; then target=tests/CrossStudyBroker.Tests projects=("$target/CrossStudyBroker.Tests.csproj")
else target=CrossStudyBroker.sln; mapfile -t projects < <(grep -l Microsoft.NET.Test.Sdk tests/*/*.csproj); fi

exec 8<tests/run.sh # two runs in one checkout build one after the other
command -v flock >/dev/null && flock 8
if run dotnet build "$target" -nologo -v quiet -warnaserror; then
    exec 8<&-
    [[ ${rabbitmq:-} ]] && await_server rabbitmq "$rabbitmq"
    [[ ${postgres:-} ]] && await_server postgres "$postgres"
    for project in "${projects[@]}"; do test_project "$project"; done
    ((passed + failed)) || fail "no test ran"
else
    fail "the build"
fi

stop_all
echo "$passed passed, $failed failed, $skipped skipped"
((failed == 0))
