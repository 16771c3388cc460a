#!/usr/bin/env bash
# kill -9 of the gateway under load, again and again: is every message that was answered 201 in the EHR exactly once?
# Options are those of 'Load crash', e.g. bench/crash.sh --kills 3 --messages 300; before them --built takes what is built already.
set -euo pipefail
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
cd "$(dirname "$0")/.."
if [ "${1:-}" = --built ]; then
    shift
else
    for project in Gateway Sandbox bench/load; do
        dotnet build "$project" --configuration Release --nologo --verbosity quiet
    done
fi
exec dotnet bench/load/bin/Release/net10.0/Load.dll crash --configuration Release "$@"
