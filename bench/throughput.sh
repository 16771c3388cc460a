#!/usr/bin/env bash
# Durable creates a second: the whole intake beside a bare insert endpoint; writes bench/results/throughput.md.
# Options are those of 'Load throughput'.
set -euo pipefail
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
cd "$(dirname "$0")/.."
for project in Gateway Sandbox bench/bare bench/load; do
    dotnet build "$project" --configuration Release --nologo --verbosity quiet
done
exec dotnet bench/load/bin/Release/net10.0/Load.dll throughput --configuration Release --out bench/results/throughput.md "$@"
