#!/usr/bin/env bash
# Other people's clients and validators, from npm, and a browser: source this file after servers.sh, then clients_install.

clients_folder="Gateway.Tests/Clients"

# True if they are there to be run.
clients_present() {
    command -v node >/dev/null && [ -d "$clients_folder/node_modules" ]
}

# Installs node and a browser if they are missing, and what the lock file says. Without them the tests that need them are skipped, each with its reason.
clients_install() {
    command -v chromium >/dev/null || servers_get Chromium chromium || true
    # Most tests need no window, and without one a browser takes a third of the work.
    command -v chromium-headless-shell >/dev/null || servers_get "Chromium without a window" chromium-headless-shell || true
    command -v npm >/dev/null || servers_get node nodejs npm || return 1
    if ! (cd "$clients_folder" && timeout 300 npm ci --prefer-offline --loglevel=error); then
        echo "npm could not install what $clients_folder/package-lock.json lists: its tests will be skipped." >&2
        return 1
    fi
}
