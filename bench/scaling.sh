#!/usr/bin/env bash
# Delivery to an EHR that takes 200 ms for each answer, with one gateway, with two and with three; writes bench/results/scaling.md.
# Options are those of 'Load scaling'.
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
dotnet bench/load/bin/Release/net10.0/Load.dll scaling --configuration Release --out bench/results/scaling.md \
    --postgres "${FHIRMESSAGING_TEST_POSTGRES/;Database=postgres/};Maximum Pool Size=50" --redis "$FHIRMESSAGING_TEST_REDIS" "$@"
