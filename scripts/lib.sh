# Functions and variables for the other scripts, which source this file. Changes to the root of the project.
# Works with Bash 3.2, the version of macOS.
# shellcheck shell=bash disable=SC2034 # the scripts use the variables

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

# --- missing tools

# Sets java and major to a JDK, because a JRE cannot compile netmon.
need_java() {
    built_with_java_home=${JAVA_HOME:-}
    find_java jdk && return
    provide "a JDK of version $oldest_java or newer" openjdk
    find_java jdk || fail "there is still no JDK of version $oldest_java or newer; install one and set JAVA_HOME to it"
}

need_maven() {
    have mvn || provide Maven maven
    have mvn || fail "there is still no mvn on the PATH; install Maven"
}

need_lsof() {
    have lsof || [ -x /usr/sbin/lsof ] || provide lsof lsof
}

# Asks once for all that is missing, instead of once for each.
need_tools() {
    local names='' packages=''
    have lsof || [ -x /usr/sbin/lsof ] || { names=", lsof" packages=lsof; }
    find_java jdk || { names="$names, a JDK of version $oldest_java or newer" packages="$packages openjdk"; }
    have mvn || { names="$names, Maven" packages="$packages maven"; }
    # shellcheck disable=SC2086 # several packages
    [ -z "$packages" ] || provide "${names#, }" $packages
    need_lsof
    need_java
    need_maven
}

# Installs packages. Does so without a question only if no password is needed: with Homebrew, or with apt as root.
# $1: names for messages, $2...: names in Homebrew
provide() {
    local names=$1
    shift
    if have brew; then
        say "installing $names with Homebrew"
        brew install "$@" >&2 || fail "brew install $* failed"
    elif [ "$(uname -s)" = Darwin ]; then
        fail "missing: $names; install Homebrew (https://brew.sh), then: brew install $*"
    elif have apt-get && [ "$(id -u)" = 0 ]; then
        say "installing $names with apt"
        apt_as_root "$@" >&2 || fail "installing $names with apt failed"
    elif have apt-get && have sudo; then
        offer "$names" "sudo apt-get install -y $(debian_packages "$@")"
    elif have apt-get; then
        fail "missing: $names; install as root: apt-get install -y $(debian_packages "$@")"
    else
        fail "missing: $names; install with this system's package manager"
    fi
    hash -r
}

debian_packages() {
    local each all=''
    for each in "$@"; do
        all="$all $(debian_package "$each")"
    done
    echo "${all# }"
}

# Prints the Debian name of a Homebrew package; for the JDK, the newest long-term release.
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
    # shellcheck disable=SC2046 # several packages
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(debian_packages "$@")
}

# $1: names of what is missing, $2: command that installs it
offer() {
    local answer
    if [ ! -t 0 ] || [ ! -t 2 ]; then
        fail "missing: $1; install with: $2"
    fi
    say "missing: $1; this installs it: $2"
    read -r -p "Run it now? [y/N] " answer
    case $answer in
        [Yy]*) $2 || fail "$2 failed" ;;
        *) fail "missing: $1" ;;
    esac
}

# --- Java programs

# Runs a Java program in scripts/ from its source, with the classes in bin/lib on its class path.
# $1: source file, then its arguments
run_source() {
    local known_java
    IFS= read -r known_java <bin/lib/java
    "$known_java" --enable-native-access=ALL-UNNAMED "-Dorg.sqlite.lib.path=$root/bin/lib/native" \
        "-Dorg.sqlite.tmpdir=$root/bin/lib/native" -cp "$root/bin/lib/netmon-service.jar" "$@"
}

# --- the running service

# Prints the pid of the running service, from the files beside its database; fails if no service runs.
service_pid() {
    local file pid rest
    for file in "$database.lock" "$database.heartbeat"; do
        # The file may be older than its service's end, and another program may have this pid now.
        if { read -r pid rest <"$file"; } 2>/dev/null && is_service "$pid"; then
            echo "$pid"
            return
        fi
    done
    return 1
}

# Recognises the service by its jar: an editor or a test may have its name on the command line too.
is_service() {
    case $(command_line "$1") in */lib/netmon-service.jar*) ;; *) return 1 ;; esac
}

command_line() {
    case $1 in '' | *[!0-9]*) return 1 ;; esac
    # Small containers lack ps.
    if [ -d /proc/self ]; then
        { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null
    else
        ps -ww -p "$1" -o args= 2>/dev/null
    fi
}

# Stops the service, no matter how it was started; fails if it does not exit.
stop_service() {
    local pid seconds=5
    pid=$(service_pid) || return 0
    kill "$pid" 2>/dev/null || true
    await "$seconds" has_exited "$pid" ||
        fail "the service (pid $pid) still runs after $seconds s; kill -9 $pid stops it"
}

has_exited() {
    ! is_service "$1"
}

# Waits until a command succeeds. $1: time limit in seconds, then the command
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

# Over SSH there may be no session with a desktop, and so no domain gui/UID.
launchd_domain() {
    if launchctl print "gui/$UID" >/dev/null 2>&1; then
        echo "gui/$UID"
    else
        echo "user/$UID"
    fi
}

# $1: domain. An agent that is not loaded is no error.
unload_agent() {
    launchctl bootout "$1/$label" 2>/dev/null || true
}

# Loads the agent into launchd. An unloaded earlier agent may need a moment to leave the domain. $1: domain
load_agent() {
    local try attempts=5
    # A label that was disabled once, as in Login Items, refuses every bootstrap.
    launchctl enable "$1/$label" 2>/dev/null || true
    for ((try = 1; try < attempts; try++)); do
        launchctl bootstrap "$1" "$agent" 2>/dev/null && return
        sleep 1
    done
    launchctl bootstrap "$1" "$agent" || fail "launchd refused $agent; does it belong to you, and is its mode 0644?"
}

# launchd and systemd know the user, not HOME. With another HOME, as in a test, their service is not the one meant.
is_agent_loaded() {
    [ -f "$agent" ] && have launchctl && launchctl print "$(launchd_domain)/$label" >/dev/null 2>&1
}

is_unit_active() {
    [ -f "$unit" ] && have systemctl && systemctl --user --quiet is-active netmon.service 2>/dev/null
}

refuse_sudo() {
    [ -z "${SUDO_USER:-}" ] || fail "run this as yourself, without sudo: it installs for one user"
}

# macOS lets no launchd agent read these folders: it would exit with 126 and start again for ever. $1: folder
refuse_protected() {
    local name
    for name in Documents Desktop Downloads; do
        case $1/ in
            "$HOME/$name"/*) fail "macOS lets no agent run programs in ~/$name; type instead: bin/netmon setup, which copies netmon to ~/.local" ;;
        esac
    done
}

# Fails if another program owns this unit file or agent: it does not name netmon-service. $1: file
refuse_foreign() {
    [ ! -e "$1" ] || grep -q netmon-service "$1" || fail "$1 exists and belongs to another program; move it away"
}

# Creates the data folder. launchd and systemd open the output file there before they start the service.
make_data_folder() {
    [ -d "$data" ] || (umask 077 && mkdir -p "$data")
}

# Prints a template in which each @NAME@ is replaced by its value, escaped for the format.
# $1: xml or unit (systemd), $2: template, then pairs of name and value
fill() {
    local format=$1 template=$2
    shift 2
    # Passed in the environment, because awk interprets backslashes in an assignment.
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

# Puts the checksum of a package into target/SHA256SUMS, beside those of others. $1: its name in target
add_checksum() {
    local sums=target/SHA256SUMS
    {
        [ ! -f "$sums" ] || grep -vF "  $1" "$sums" || true
        (cd target && checksum "$1")
    } >"$sums.new"
    mv "$sums.new" "$sums"
}

# $1: a file
checksum() {
    if have sha256sum; then
        sha256sum "$1"
    else
        shasum -a 256 "$1"
    fi
}

# Needs $java. $1: jar, relative to the root, $2: entry, $3: target folder
unpack() {
    local into
    into=$(mktemp -d)
    (cd "$into" && "${java%/java}/jar" xf "$OLDPWD/$1" "$2")
    cp "$into/$2" "$3/"
    rm -rf "$into"
}
