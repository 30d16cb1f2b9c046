# What the scripts share; sourced by them. Goes to the project's root.
# Bash 3.2, which is what macOS has.
# shellcheck shell=bash disable=SC2034 # the scripts use what is set here

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root" || exit
. scripts/find-java.sh

export HOME=${HOME:-$(cd ~ && pwd)}
data=$HOME/.netmon
database=$data/netmon.db
log=$data/netmon-service.log

say() {
    echo "netmon: $*" >&2
}

fail() {
    say "$@"
    exit 1
}

have() {
    command -v "$1" >/dev/null 2>&1
}

# --- installing what is missing

# Sets java and major: a JDK, since netmon is compiled here.
need_java() {
    built_with_java_home=${JAVA_HOME:-}
    find_java jdk && return
    provide "a JDK from version $oldest_java on" openjdk
    find_java jdk || fail "there is still no JDK from version $oldest_java on; install one and set JAVA_HOME to it"
}

need_maven() {
    have mvn || provide Maven maven
    have mvn || fail "there is still no mvn on the PATH; install Maven"
}

need_lsof() {
    have lsof || [ -x /usr/sbin/lsof ] || provide lsof lsof
}

# Installs without asking only where no password can be asked for: with Homebrew, or with apt as root.
# $1: what people call it, $2: what Homebrew calls it
provide() {
    if have brew; then
        say "installing $1 with Homebrew"
        brew install "$2" >&2 || fail "brew install $2 failed"
    elif [ "$(uname -s)" = Darwin ]; then
        fail "$1 is missing; install Homebrew (https://brew.sh), then: brew install $2"
    elif have apt-get && [ "$(id -u)" = 0 ]; then
        say "installing $1 with apt"
        apt_as_root "$2" >&2 || fail "installing $1 with apt failed"
    elif have apt-get; then
        offer "$1" "sudo apt-get install -y $(debian_package "$2")"
    else
        fail "$1 is missing; install it with this system's package manager"
    fi
    hash -r
}

# What Debian calls a package of Homebrew; of the JDKs the newest that is supported for years.
debian_package() {
    local version
    [ "$1" = openjdk ] || { echo "$1" && return; }
    for version in 25 21 17; do
        if apt-cache show "openjdk-$version-jdk-headless" >/dev/null 2>&1; then
            break
        fi
    done
    echo "openjdk-$version-jdk-headless"
}

apt_as_root() {
    apt-get update -qq || return
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$(debian_package "$1")"
}

# $1: what is missing, $2: the command that installs it
offer() {
    local answer
    if [ ! -t 0 ] || [ ! -t 2 ]; then
        fail "$1 is missing; install it with: $2"
    fi
    say "$1 is missing; this installs it: $2"
    read -r -p "Run it now? [y/N] " answer
    case $answer in
        [Yy]*) $2 || fail "$2 failed" ;;
        *) fail "$1 is missing" ;;
    esac
}

# --- tools in Java

# Runs a program of scripts/ from its source, with the classes that scripts/build made.
# $1: the file, then its arguments
run_source() {
    local known_java
    IFS= read -r known_java <bin/lib/java
    "$known_java" --enable-native-access=ALL-UNNAMED "-Dorg.sqlite.lib.path=$root/bin/lib/native" \
        "-Dorg.sqlite.tmpdir=$root/bin/lib/native" -cp "$root/bin/lib/netmon-service.jar" "$@"
}

# --- the service that runs

# Prints the pid of the running service, from the files it keeps beside its database; fails if none runs.
service_pid() {
    local file pid rest
    for file in "$database.lock" "$database.heartbeat"; do
        # A file may have outlived its service, and its pid may be another program's now.
        if { read -r pid rest <"$file"; } 2>/dev/null && is_service "$pid"; then
            echo "$pid"
            return
        fi
    done
    return 1
}

# By its jar: an editor, or a test, may have the service's name on its command line too.
is_service() {
    case $(command_line "$1") in */lib/netmon-service.jar*) ;; *) return 1 ;; esac
}

command_line() {
    case $1 in '' | *[!0-9]*) return 1 ;; esac
    # Small containers have no ps.
    if [ -d /proc/self ]; then
        { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null
    else
        ps -ww -p "$1" -o args= 2>/dev/null
    fi
}

# Stops the service, whoever started it; fails if it does not end.
stop_service() {
    local pid seconds=5
    pid=$(service_pid) || return 0
    kill "$pid" 2>/dev/null || true
    await "$seconds" has_ended "$pid" || fail "the service (pid $pid) still runs after $seconds s; kill -9 $pid ends it"
}

has_ended() {
    ! is_service "$1"
}

# Waits until a command succeeds. $1: seconds at most, then the command
await() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.2
    done
}

# --- launchd and systemd

label=com.netmon.service
agent=$HOME/Library/LaunchAgents/$label.plist
unit=${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user/netmon.service

# Over SSH there may be no session with a desktop, and so no domain of its own.
launchd_domain() {
    if launchctl print "gui/$UID" >/dev/null 2>&1; then
        echo "gui/$UID"
    else
        echo "user/$UID"
    fi
}

# $1: domain; that it is not loaded there is no error
unload_agent() {
    launchctl bootout "$1/$label" 2>/dev/null || true
}

# Has launchd run the agent's service. The former one, once unloaded, may take a moment to leave its domain. $1: domain
load_agent() {
    local try attempts=5
    for ((try = 1; try < attempts; try++)); do
        launchctl bootstrap "$1" "$agent" 2>/dev/null && return
        sleep 1
    done
    launchctl bootstrap "$1" "$agent" || fail "launchd did not take $agent; is it yours, and is its mode 0644?"
}

# launchd and systemd go by the user. With another HOME, as in a test, what they run is another service.
is_agent_loaded() {
    [ -f "$agent" ] && have launchctl && launchctl print "$(launchd_domain)/$label" >/dev/null 2>&1
}

is_unit_active() {
    [ -f "$unit" ] && have systemctl && systemctl --user --quiet is-active netmon.service 2>/dev/null
}

refuse_sudo() {
    [ -z "${SUDO_USER:-}" ] || fail "run this as yourself, without sudo: it installs for one user"
}

# Whoever wrote netmon's, it names netmon's program. $1: the file that tells launchd or systemd of the service
refuse_foreign() {
    [ ! -e "$1" ] || grep -q netmon-service "$1" || fail "$1 is there, and is another program's; move it away"
}

# The folder that standard output's file must be in before launchd or systemd starts anything.
make_data_folder() {
    [ -d "$data" ] || (umask 077 && mkdir -p "$data")
}

# Fills a template's places: each @NAME@ becomes its value, escaped for the format.
# $1: xml or unit (systemd's), $2: the template, then names and values in turn
fill() {
    local format=$1 template=$2
    shift 2
    # By the environment, since awk would interpret backslashes in an assignment.
    while [ $# -gt 0 ]; do
        export "netmon_$1=$2"
        shift 2
    done
    awk -v format="$format" '
        function replaced(text, from, to,    at, out) {
            while ((at = index(text, from)) > 0) {
                out = out substr(text, 1, at - 1) to
                text = substr(text, at + length(from))
            }
            return out text
        }
        function escaped(text) {
            if (format == "xml") {
                text = replaced(text, "&", "&amp;")
                text = replaced(text, "<", "&lt;")
                return replaced(text, ">", "&gt;")
            }
            text = replaced(text, "\\", "\\\\")
            text = replaced(text, "\"", "\\\"")
            text = replaced(text, "%", "%%")
            return replaced(text, "$", "$$")
        }
        {
            while (match($0, /@[A-Z]+@/)) {
                name = substr($0, RSTART + 1, RLENGTH - 2)
                printf "%s%s", substr($0, 1, RSTART - 1), escaped(ENVIRON["netmon_" name])
                $0 = substr($0, RSTART + RLENGTH)
            }
            print
        }' "$template"
}
