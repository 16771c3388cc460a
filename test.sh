#!/usr/bin/env bash
# Everything that a change must pass: format, build, all tests on real databases, each answer against R4's schema, and short rounds of kill -9 and of chaos.
# Ends with one line, "N passed, N failed[, N skipped]"; exits with 0 only if nothing failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

readonly results="$PWD/TestResults"
readonly answers="$results/answers"
passed=0 failed=0 skipped=0 servers=absent installation='' failures=''

# What runs for seconds only does not earn back what it costs to measure it for a better compilation; and hundreds of gateways leave much to
# collect, which all cores do together.
export DOTNET_TieredPGO=0 DOTNET_gcServer=1
# Nothing this script starts may outlive it: idle build servers would keep a CI job's output open. MSBuild takes properties from here.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

# What failed is told where it happens and again at the end: of a long log often only the end is kept.
fail() {
    failed=$((failed + 1))
    note_failure "$1"
}

note_failure() {
    failures+="FAILED: $1"$'\n'
    printf 'FAILED: %s\n' "$1"
}

finish() {
    local status=$?
    trap - EXIT INT TERM
    # A package manager is let finish: half an installation is worse than a late one.
    [ -z "$installation" ] || wait "$installation"
    [ "$servers" = absent ] || servers_stop || true
    # An exit that nobody explained, such as an interrupt, must not look like a success.
    [ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
    [ "$((passed + failed))" -gt 0 ] || failed=1
    printf '%s' "$failures"
    printf '%d passed, %d failed' "$passed" "$failed"
    [ "$skipped" -eq 0 ] || printf ', %d skipped' "$skipped"
    printf '\n'
    # Spelled out: in a trap a bare exit would answer what stood before it.
    [ "$failed" -eq 0 ] && exit 0
    exit 1
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

step() {
    printf '\n== %s\n' "$1"
}

# Reads one attribute of a trx file's Counters.
counter() {
    local value
    value=$(grep -o '<Counters [^>]*' "$1" | grep -o " $2=\"[0-9]*\"" | tr -dc 0-9)
    printf '%d' "${value:-0}"
}

# Names the tests of a trx file that failed, each with the first line of what it said.
failed_tests() {
    tr '\n' ' ' < "$1" | sed 's/<UnitTestResult /\n&/g' | grep -E '^<UnitTestResult [^>]*outcome="Failed"' \
        | sed -E 's/.* testName="([^"]*)".*/\1\t&/; s/\t.*<Message>([^<]{0,300}).*/: \1/; s/\t.*//'
}

# Runs one test project and adds up what its trx file says; an exit code or a missing file speaks up where the file is silent.
# One thread more than there are cores: many tests wait, for a courier, a poll or a process that starts; with two a core, some wait too long.
run_suite() {
    local project=$1 name trx status total good bad test
    name=$(basename "$project" .csproj)
    trx="$results/$name.trx"
    timeout --kill-after=30 1020 "$(dirname "$project")/bin/Release/net10.0/$name" -noColor -maxThreads $(($(nproc) + 1)) -result-trx "$trx"
    status=$?
    if [ ! -s "$trx" ]; then
        fail "$name left no result file (exit code $status)"
        return
    fi
    total=$(counter "$trx" total) good=$(counter "$trx" passed)
    bad=$(($(counter "$trx" failed) + $(counter "$trx" error) + $(counter "$trx" timeout) + $(counter "$trx" aborted)))
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + total - good - bad))
    while IFS= read -r test; do
        note_failure "$test"
    done < <(failed_tests "$trx")
    [ "$total" -gt 0 ] || fail "$name ran no test"
    [ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || fail "$name ended with exit code $status"
}

# Runs a command whose last line is "N passed, N failed", perhaps after a word and a colon, and adds that up.
run_counted() {
    local name=$1 log="$results/$2.log" status
    shift 2
    timeout --kill-after=30 300 "$@" 2>&1 | tee "$log"
    status=$?
    if [[ ! $(tail -n 1 "$log") =~ ^([a-z]+:\ )?([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
        fail "$name ended without its closing line (exit code $status)"
        return
    fi
    passed=$((passed + BASH_REMATCH[2])) failed=$((failed + BASH_REMATCH[3]))
    [ "$status" -eq 0 ] || [ "${BASH_REMATCH[3]}" -gt 0 ] || fail "$name ended with exit code $status"
}

rm -rf "$results"
mkdir -p "$results"

step "What the tests need besides .NET is fetched meanwhile"
# shellcheck source=Gateway.Tests/Support/servers.sh
source Gateway.Tests/Support/servers.sh || { fail "Gateway.Tests/Support/servers.sh"; exit 1; }
# shellcheck source=Gateway.Tests/Support/clients.sh
source Gateway.Tests/Support/clients.sh || { fail "Gateway.Tests/Support/clients.sh"; exit 1; }
# Without it the tests that need it are skipped and say so: a machine without network can still check the rest.
{
    servers_install || printf 'The servers could not be had; the tests that need one are skipped.\n'
    servers_install_redis || printf 'Redis could not be had; what needs it is skipped.\n'
    clients_install || printf 'The clients could not be had; the tests that need one are skipped.\n'
} > "$results/installation.log" 2>&1 &
installation=$!

step "Restore, as the lock files say"
dotnet restore FhirMessaging.sln --locked-mode || { fail "restore"; exit 1; }

# Only what the build does not look at: it holds the code to the rules of style itself, and takes a minute less to do so.
step "Format"
dotnet format whitespace FhirMessaging.sln --verify-no-changes --no-restore || fail "format; mend it with: dotnet format"

step "Build"
dotnet build FhirMessaging.sln --no-restore --configuration Release || { fail "build"; exit 1; }

step "Servers and clients for the tests"
wait "$installation"
installation=''
cat "$results/installation.log"
servers=present
servers_start || true

# Here the suites leave each body that a gateway answers.
export FHIRMESSAGING_TEST_ANSWERS="$answers"
while IFS= read -r project; do
    step "Tests of $(basename "$project" .csproj)"
    run_suite "$project"
done < <(find . -name '*.Tests.csproj' -not -path '*/node_modules/*' | sort)

step "Each answer against the schema and the invariants of R4"
if clients_present; then
    run_counted "Gateway.Tests/Clients/validate-answers.mjs" answers node Gateway.Tests/Clients/validate-answers.mjs "$answers"
else
    skipped=$((skipped + 1))
    printf 'Skipped: node or its packages are missing.\n'
fi

step "Kill -9 during a load"
run_counted bench/crash.sh crash bench/crash.sh --built --kills 2 --messages 200

step "Two gateways while they, PostgreSQL and the EHR fail"
if [ -n "${FHIRMESSAGING_TEST_POSTGRES:-}" ] && command -v redis-server >/dev/null; then
    run_counted bench/chaos.sh chaos bench/chaos.sh --short --built
else
    skipped=$((skipped + 1))
    printf 'Skipped: PostgreSQL or Redis is missing.\n'
fi

printf '\n'
exit 0
