#!/usr/bin/env bash
# Do searches stay as fast while the store grows? SQLite and PostgreSQL, ten thousand to a million messages; writes bench/results/search.md.
# Options are those of 'Load growth', e.g. bench/search.sh --sizes 10000 100000 --rounds 3; --provider Sqlite leaves PostgreSQL out.
set -euo pipefail
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
cd "$(dirname "$0")/.."
for project in Gateway Sandbox bench/load; do
    dotnet build "$project" --configuration Release --nologo --verbosity quiet
done

databases=()
if [[ " $* " != *" --provider "* ]]; then
    . Gateway.Tests/Support/servers.sh
    trap servers_stop EXIT
    servers_install
    servers_start
    databases=(--provider Sqlite PostgreSql --postgres "$FHIRMESSAGING_TEST_POSTGRES")
fi
dotnet bench/load/bin/Release/net10.0/Load.dll growth --configuration Release "${databases[@]}" --out bench/results/search.md "$@"
