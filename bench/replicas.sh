#!/usr/bin/env bash
# Three gateways on one PostgreSQL, one cluster by Redis, and a simulated EHR; runs until Ctrl-C and leaves nothing behind.
# Options are those of 'Load replicas', e.g. bench/replicas.sh --replicas 5
set -euo pipefail
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
cd "$(dirname "$0")/.."
for project in Gateway Sandbox bench/load; do
    dotnet build "$project" --configuration Release --nologo --verbosity quiet
done

source Gateway.Tests/Support/servers.sh
servers_install
servers_install_redis
trap servers_stop EXIT
servers_start
servers_start_redis
dotnet bench/load/bin/Release/net10.0/Load.dll replicas --configuration Release \
    --postgres "${FHIRMESSAGING_TEST_POSTGRES/Database=postgres/Database=gateway};Maximum Pool Size=50" --redis "$FHIRMESSAGING_TEST_REDIS" "$@"
