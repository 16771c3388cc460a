#!/usr/bin/env bash
# Real servers for the tests: source this file, then servers_install, servers_start, … servers_stop.
# Everything runs on loopback from a folder of its own; a server that the machine already runs is neither used nor touched.

servers_folder=""
servers_postgres_pid=""
servers_redis_pid=""

# The folder with initdb and postgres, the newest version first; empty when PostgreSQL is not installed.
servers_postgres_bin() {
    local initdb
    if command -v initdb >/dev/null; then
        dirname "$(readlink -f "$(command -v initdb)")"
        return
    fi
    initdb=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
    if [ -n "$initdb" ]; then
        dirname "$initdb"
    fi
}

servers_as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

# PostgreSQL refuses to run as root; any other user runs it as themselves.
servers_as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

# Installs packages of Debian, or says why the tests that need what they hold are skipped.
servers_get() {
    local what=$1
    shift
    if ! command -v apt-get >/dev/null; then
        echo "$what is missing, and this machine has no apt-get to install it with: its tests will be skipped." >&2
        return 1
    fi
    if [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null; then
        echo "$what is missing, and installing it needs root or a sudo without password: its tests will be skipped." >&2
        return 1
    fi
    echo "Installing $what with apt-get."
    if ! { servers_as_root apt-get update -qq \
        && servers_as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null; then
        echo "$what is missing, and apt-get could not install it: its tests will be skipped." >&2
        return 1
    fi
}

# Installs what is missing. Without it the tests that need a server are skipped, each with its reason.
servers_install() {
    [ -n "$(servers_postgres_bin)" ] || servers_get PostgreSQL postgresql
}

# What a cluster of gateways needs besides.
servers_install_redis() {
    command -v redis-server >/dev/null || servers_get Redis redis-server
}

servers_free_port() {
    local port
    for _ in $(seq 100); do
        port=$((20000 + RANDOM % 20000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            echo "$port"
            return 0
        fi
    done
    return 1
}

# Starts PostgreSQL and exports FHIRMESSAGING_TEST_POSTGRES.
servers_start() {
    local bin port
    bin=$(servers_postgres_bin)
    if [ -z "$bin" ]; then
        echo "PostgreSQL is not installed: its tests will be skipped." >&2
        return 1
    fi

    servers_folder=$(mktemp -d "${TMPDIR:-/tmp}/fhirmessaging-servers.XXXXXX")
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres "$servers_folder"
    fi
    port=$(servers_free_port) || return 1

    # fsync stays on: the suites are about what survives.
    if ! (cd "$servers_folder" \
        && servers_as_postgres "$bin/initdb" --pgdata data --username postgres --auth trust --encoding UTF8 --no-locale \
        && servers_as_postgres "$bin/pg_ctl" --pgdata data --log log --wait \
            --options "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='$servers_folder' -c max_connections=200" \
            start) >"$servers_folder.out" 2>&1; then
        echo "PostgreSQL did not start: its tests will be skipped. What it said:" >&2
        cat "$servers_folder.out" >&2
        rm -rf "$servers_folder" "$servers_folder.out"
        servers_folder=""
        return 1
    fi
    rm -f "$servers_folder.out"

    servers_postgres_pid=$(servers_as_postgres head -n 1 "$servers_folder/data/postmaster.pid")
    export FHIRMESSAGING_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
}

# Every connection is cut without a word, as in a crash, and a moment later there is a server again.
servers_crash_postgres() {
    (cd "$servers_folder" && servers_as_postgres "$(servers_postgres_bin)/pg_ctl" --pgdata data --log log --wait --mode immediate restart) >/dev/null
}

# Starts Redis beside PostgreSQL and exports FHIRMESSAGING_TEST_REDIS. It keeps nothing on disk: what it holds is who is there now.
servers_start_redis() {
    local port
    if ! command -v redis-server >/dev/null; then
        echo "Redis is not installed: what needs it will be skipped." >&2
        return 1
    fi
    port=$(servers_free_port) || return 1
    (cd "$servers_folder" && exec redis-server --bind 127.0.0.1 --port "$port" --save "" --appendonly no) >/dev/null 2>&1 &
    servers_redis_pid=$!
    for _ in $(seq 100); do
        if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            export FHIRMESSAGING_TEST_REDIS="127.0.0.1:$port"
            return 0
        fi
        sleep 0.1
    done
    echo "Redis did not start: what needs it will be skipped." >&2
    return 1
}

# Stops the servers that were started here, and no other, and removes their folder.
servers_stop() {
    if [ -n "$servers_redis_pid" ]; then
        kill "$servers_redis_pid" 2>/dev/null || true
        wait "$servers_redis_pid" 2>/dev/null || true
        servers_redis_pid=""
    fi
    if [ -n "$servers_postgres_pid" ]; then
        # Since it was started it may have been crashed on purpose, and be another process.
        servers_postgres_pid=$(servers_as_postgres head -n 1 "$servers_folder/data/postmaster.pid" 2>/dev/null || echo "$servers_postgres_pid")
        # INT is PostgreSQL's fast shutdown: it does not wait for clients to leave.
        servers_as_postgres kill -INT "$servers_postgres_pid" 2>/dev/null || true
        for _ in $(seq 100); do
            servers_as_postgres kill -0 "$servers_postgres_pid" 2>/dev/null || break
            sleep 0.1
        done
        servers_postgres_pid=""
    fi
    if [ -n "$servers_folder" ]; then
        rm -rf "$servers_folder"
        servers_folder=""
    fi
    unset FHIRMESSAGING_TEST_POSTGRES FHIRMESSAGING_TEST_REDIS
}
