#!/usr/bin/env bash
# CPU time of a created message, with delivery paused, with a connector that does nothing, and with an EHR; writes bench/results/delivery.md.
# Options are those of 'Load delivery'.
set -euo pipefail
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
cd "$(dirname "$0")/.."
for project in Gateway Sandbox bench/load; do
    dotnet build "$project" --configuration Release --nologo --verbosity quiet
done
exec dotnet bench/load/bin/Release/net10.0/Load.dll delivery --configuration Release --out bench/results/delivery.md "$@"
