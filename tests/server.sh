#!/usr/bin/env bash
# Starts one private server for tests, on free ports of 127.0.0.1 and in a folder of its own, and prints how to reach it,
# then an empty line:
#
#   tests/server.sh rabbitmq   CROSSSTUDY_TEST_RABBITMQ=amqp://…   CROSSSTUDY_TEST_RABBITMQ_MANAGEMENT=http://…   CROSSSTUDY_TEST_RABBITMQ_FOLDER=/…
#   tests/server.sh postgres   CROSSSTUDY_TEST_POSTGRES=Host=…   CROSSSTUDY_TEST_POSTGRES_FOLDER=/…
#
# The folder has all that the server writes, and of RabbitMQ the script `ctl`: its own command line for this node (ctl rabbitmqctl status).
#
# The server lives as long as standard input stays open, so it can not outlive whoever asked for it, however that ends.
# If there is no such server on the machine, it says so on standard error and ends with code 3.
set -euo pipefail

fail() { echo "$2" >&2; exit "$1"; }

kind=${1:-}
[[ $kind == rabbitmq || $kind == postgres ]] || fail 2 "usage: server.sh rabbitmq|postgres"

folder=$(mktemp -d "${TMPDIR:-/tmp}/crossstudy-$kind.XXXXXX")
log=$folder/log
pids=() # what to stop, in this order

stop() {
    # The data goes with the folder, so nobody needs to say goodbye: RabbitMQ would take 6 s for that.
    # PostgreSQL gets its fast shutdown, because it would leave shared memory behind.
    local pid signal=KILL
    [[ $kind == postgres ]] && signal=INT
    for pid in "${pids[@]}"; do
        { kill -"$signal" "$pid" && wait "$pid"; } 2>/dev/null || true
    done
    pids=()
}
trap 'trap "" INT TERM HUP; stop; rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM HUP

# Below the range that outgoing connections take their ports from.
free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        if ! (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then echo "$port"; return; fi
    done
}

random_word() { od -An -N12 -tx1 /dev/urandom | tr -d ' \n'; }

# Waits until the log has the line that means "ready"; fails if the process ended before.
ready() {
    local pid=$1 line=$2 tick
    for ((tick = 0; tick < 600; tick++)); do
        grep -q -e "$line" "$log" 2>/dev/null && return 0
        kill -0 "$pid" 2>/dev/null || return 1
        sleep 0.1
    done
    return 1
}

first_of() { local path; for path; do [[ -x $path ]] && echo "$path" && return; done; return 1; }

start_rabbitmq() {
    local server port management epmd word
    # Not /usr/sbin/rabbitmq-server of Debian: it changes user and reads the machine's settings.
    server=$(first_of /usr/lib/rabbitmq/bin/rabbitmq-server "$(command -v rabbitmq-server || true)") \
        || fail 3 "rabbitmq-server is not installed"
    port=$(free_port) management=$(free_port) epmd=$(free_port) word=$(random_word)
    echo '[rabbitmq_management].' >"$folder/enabled_plugins"
    cat >"$folder/rabbitmq.conf" <<-CONF
		listeners.tcp.1 = 127.0.0.1:$port
		management.tcp.ip = 127.0.0.1
		management.tcp.port = $management
		default_user = crossstudy
		default_pass = $word
		vm_memory_high_watermark.absolute = 2GB
		disk_free_limit.absolute = 200MB
		log.console = true
		log.console.level = info
	CONF
    export HOME=$folder # the Erlang cookie is made there
    export ERL_EPMD_PORT=$epmd ERL_EPMD_ADDRESS=127.0.0.1
    export RABBITMQ_NODENAME=crossstudy@localhost RABBITMQ_DIST_PORT
    export RABBITMQ_MNESIA_BASE=$folder/data RABBITMQ_LOG_BASE=$folder/logs RABBITMQ_PID_FILE=$folder/pid
    export RABBITMQ_CONFIG_FILE=$folder/rabbitmq RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_ENABLED_PLUGINS_FILE=$folder/enabled_plugins
    export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'
    RABBITMQ_DIST_PORT=$(free_port)
    printf '#!/usr/bin/env bash\n%s\nexec %q/"$1" "${@:2}"\n' "$(export -p | grep -E ' (HOME|ERL_EPMD_[A-Z]+|RABBITMQ_(NODENAME|CONF_ENV_FILE|ENABLED_PLUGINS_FILE))=')" "$(dirname "$server")" >"$folder/ctl"
    chmod 700 "$folder/ctl"
    # Started here and not by the node, so that its process id is known.
    epmd -port "$epmd" -address 127.0.0.1 </dev/null >"$folder/epmd.log" 2>&1 & local epmd_pid=$!
    # "Under systemd" means only: the script becomes the server instead of starting it, so that this is the server's process id.
    RUNNING_UNDER_SYSTEMD=true "$server" </dev/null >"$log" 2>&1 & pids=($! "$epmd_pid")
    ready "${pids[0]}" 'Server startup complete' || return 1
    echo "CROSSSTUDY_TEST_RABBITMQ=amqp://crossstudy:$word@127.0.0.1:$port"
    echo "CROSSSTUDY_TEST_RABBITMQ_MANAGEMENT=http://crossstudy:$word@127.0.0.1:$management"
    echo "CROSSSTUDY_TEST_RABBITMQ_FOLDER=$folder"
}

start_postgres() {
    local bin port word as=()
    bin=$(first_of $(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -rV) "$(command -v initdb || true)") \
        || fail 3 "postgresql is not installed"
    bin=$(dirname "$bin")
    port=$(free_port) word=$(random_word)
    echo "$word" >"$folder/password"
    if ((EUID == 0)); then # PostgreSQL refuses to run as root
        local user; user=$(id -un postgres 2>/dev/null || echo nobody)
        as=(setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups)
        chown "$user" "$folder" "$folder/password"
    fi
    cd "$folder"
    "${as[@]}" "$bin/initdb" -D "$folder/data" -U crossstudy -A scram-sha-256 --pwfile="$folder/password" \
        -E UTF8 --locale=C --no-sync >"$log" 2>&1 </dev/null || return 1
    # Thrown away after the tests: nothing here needs to survive a power cut.
    LC_ALL=C "${as[@]}" "$bin/postgres" -D "$folder/data" -c port="$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
        -c max_connections=200 -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c wal_init_zero=off </dev/null >>"$log" 2>&1 & pids=($!)
    ready "${pids[0]}" 'ready to accept connections' || return 1
    echo "CROSSSTUDY_TEST_POSTGRES=Host=127.0.0.1;Port=$port;Username=crossstudy;Password=$word;Database=postgres"
    echo "CROSSSTUDY_TEST_POSTGRES_FOLDER=$folder"
}

# Another program may take a port between the look and the use: then again with others.
for attempt in 1 2 3; do
    if "start_$kind"; then
        echo
        while read -r _; do :; done # until standard input is closed
        exit 0
    fi
    stop
    tail -n 20 "$log" >&2
    rm -rf "${folder:?}"/*
done
fail 1 "$kind did not start in $attempt attempts"
