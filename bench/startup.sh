#!/usr/bin/env bash
# Time to the first answer: the sandbox beside an empty ASP.NET Core app; writes bench/results/startup.md.
# Options are those of 'Load startup'.
set -euo pipefail
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
cd "$(dirname "$0")/.."
for project in Sandbox bench/empty bench/load; do
    dotnet build "$project" --configuration Release --nologo --verbosity quiet
done
exec dotnet bench/load/bin/Release/net10.0/Load.dll startup --configuration Release --out bench/results/startup.md "$@"
