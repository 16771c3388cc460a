#!/usr/bin/env bash
# Time to the first paint of the inbox with 50 and with 10,000 open Tasks, and what idle launches hold; writes bench/results/paint.md.
# Options are those of 'Paint', e.g. bench/paint.sh --rounds 5 --launches 20
set -euo pipefail
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
cd "$(dirname "$0")/.."
for project in Sandbox bench/paint; do
    dotnet build "$project" --configuration Release --nologo --verbosity quiet
done
exec dotnet bench/paint/bin/Release/net10.0/Paint.dll --configuration Release --out bench/results/paint.md "$@"
