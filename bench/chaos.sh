#!/usr/bin/env bash
# Three gateways on one PostgreSQL under load, while they are killed, PostgreSQL crashes and the EHR fails in every way: is every message
# that was answered 201 in the EHR exactly once, in the order of its chart? Writes bench/results/chaos.md.
#   bench/chaos.sh                  ten minutes, 20,000 messages
#   bench/chaos.sh --short          half a minute, as test.sh has it; writes no report
#   bench/chaos.sh --built …        as above, with what is built already
# Other options are those of 'Load chaos', e.g. bench/chaos.sh --seconds 120 --messages 4000 --kills 6
set -euo pipefail
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
cd "$(dirname "$0")/.."

short=no built=no options=()
for option in "$@"; do
    case $option in
        --short) short=yes ;;
        --built) built=yes ;;
        *) options+=("$option") ;;
    esac
done
if [ "$short" = yes ]; then
    options=(--replicas 2 --seconds 12 --messages 270 --charts 30 --kills 1 --restarts 1 --settle 60 "${options[@]}")
else
    options=(--out bench/results/chaos.md "${options[@]}")
fi
if [ "$built" = no ]; then
    for project in Gateway Sandbox bench/load; do
        dotnet build "$project" --configuration Release --nologo --verbosity quiet
    done
fi

# A PostgreSQL and a Redis of its own: the first is crashed.
source Gateway.Tests/Support/servers.sh
servers_install
servers_install_redis
trap servers_stop EXIT
servers_start
servers_start_redis

# What the tool calls to crash it.
crash="$servers_folder/crash"
printf '#!/usr/bin/env bash\nsource %q/Gateway.Tests/Support/servers.sh\nservers_folder=%q\nservers_crash_postgres\n' "$PWD" "$servers_folder" > "$crash"
chmod +x "$crash"

dotnet bench/load/bin/Release/net10.0/Load.dll chaos --configuration Release \
    --postgres "${FHIRMESSAGING_TEST_POSTGRES/Database=postgres/Database=chaos};Maximum Pool Size=50" --redis "$FHIRMESSAGING_TEST_REDIS" \
    --crash-store "$crash" "${options[@]}"
