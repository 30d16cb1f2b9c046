# Sourced by checks that look at a terminal: a service in a home of its own, and tmux with a shell in it. Counts in
# $checks what came true.
# shellcheck shell=bash
if ! command -v tmux > /dev/null; then
    echo "skipped, tmux is not installed"
    exit 77
fi
./scripts/build

home=$(mktemp -d)
export HOME=$home
# A short path: a socket's name may have about 100 bytes.
socket=netmon-live-$$
service=
trap 'kill "$service" 2> /dev/null || true; tm kill-server 2> /dev/null || true; wait; remove_home' EXIT
checks=0

# What tmux ran may write for a moment longer.
remove_home() {
    rm -rf "$home" 2> /dev/null || { sleep 1 && rm -rf "$home"; }
}

tm() {
    tmux -L "$socket" -f /dev/null "$@"
}

fail() {
    echo "$1; the screen:"
    tm capture-pane -p 2> /dev/null || true
    exit 1
}

# $1: what is waited for, then a command that succeeds when it is so. $patience: tenths of a second, if not 150
until_so() {
    local what=$1 tries=${patience:-150}
    shift
    while ! "$@"; do
        [ $((tries -= 1)) -gt 0 ] || fail "in vain waited until $what"
        sleep 0.1
    done
    checks=$((checks + 1))
}

shows() { tm capture-pane -p | grep -qF -- "$1"; }
shows_not() { ! shows "$1"; }
# $1: line, from 1, $2: what it begins with
line_begins() { case $(tm capture-pane -p | sed -n "$1p") in "$2"*) ;; *) return 1 ;; esac; }

# Types a line into the shell.
type_line() { tm send-keys -l -- "$1" && tm send-keys Enter; }

open_terminal() { # columns, lines
    tm kill-server 2> /dev/null || true
    socket=netmon-live-$$-$checks # a server that is ending would take the next one with it
    tm new-session -d -x "$1" -y "$2" "env HOME='$home' HISTFILE=/dev/null PS1='% ' bash --norc --noprofile"
    tm set-option -g window-size manual > /dev/null
    type_line "cd '$PWD' && stty -a > '$home/before'"
    until_so "the terminal is noted" test -s "$home/before"
}

# With a mark behind it, so that its end can be seen.
start_live() {
    type_line "clear; bin/netmon live; echo ended:\$?"
    until_so "the screen is drawn" line_begins 1 "netmon live: "
}

pid_of_live() {
    pgrep -f "$PWD/bin/lib/netmon.jar.* live" || pgrep -f 'bin/lib/netmon.jar.* live'
}

is_gone() { ! kill -0 "$1" 2> /dev/null; }

# $1: exit status, $2: how it was ended
ended_with() {
    until_so "$2 ends it with status $1" shows "ended:$1"
    rm -f "$home/after"
    type_line "stty -a > '$home/after.new'; mv '$home/after.new' '$home/after'"
    until_so "the terminal is noted again" test -f "$home/after"
    cmp -s "$home/before" "$home/after" || fail "after $2 the terminal differs: $(diff "$home/before" "$home/after")"
}

start_service() {
    bin/netmon-service 2> "$home/service.log" &
    service=$!
    until_so "the service measures" grep -q "measuring into" "$home/service.log"
}
