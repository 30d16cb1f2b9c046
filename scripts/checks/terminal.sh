# Helpers for checks on a terminal, which source this file: a service in a home folder of its own, and tmux with a
# shell. $checks counts the conditions that were met.
# shellcheck shell=bash
if ! command -v tmux > /dev/null; then
    echo "skipped, tmux is not installed"
    exit 77
fi
./scripts/build

home=$(mktemp -d)
export HOME=$home
# Kept short: the path of a socket may have about 100 bytes.
socket=netmon-live-$$
service=
trap 'kill "$service" 2> /dev/null || true; tm kill-server 2> /dev/null || true; wait; remove_home' EXIT
checks=0

# Processes inside tmux may write files for a moment longer.
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

# Waits for a condition. $1: the condition in words, then a command that succeeds if it is met.
# $patience: time limit in tenths of a second, default 150
until_so() {
    local what=$1 tries=${patience:-150}
    shift
    while ! "$@"; do
        [ $((tries -= 1)) -gt 0 ] || fail "waited without success until $what"
        sleep 0.1
    done
    checks=$((checks + 1))
}

shows() { tm capture-pane -p | grep -qF -- "$1"; }
shows_not() { ! shows "$1"; }
# $1: line number, from 1, $2: start of the line
line_begins() { case $(tm capture-pane -p | sed -n "$1p") in "$2"*) ;; *) return 1 ;; esac; }

# Types a line into the shell.
type_line() { tm send-keys -l -- "$1" && tm send-keys Enter; }

open_terminal() { # columns, lines
    tm kill-server 2> /dev/null || true
    socket=netmon-live-$$-$checks # a new name, because an exiting tmux server would also stop the next one
    tm new-session -d -x "$1" -y "$2" "env HOME='$home' HISTFILE=/dev/null PS1='% ' bash --norc --noprofile"
    tm set-option -g window-size manual > /dev/null
    type_line "cd '$PWD' && stty -a > '$home/before'"
    until_so "the terminal settings are saved" test -s "$home/before"
}

# Prints a mark after the command, which shows its end.
start_live() {
    type_line "clear; bin/netmon live; echo ended:\$?"
    until_so "the screen is drawn" line_begins 1 "netmon live: "
}

pid_of_live() {
    pgrep -n -f "$PWD/bin/lib/netmon.jar.* live" || pgrep -n -f 'bin/lib/netmon.jar.* live'
}

is_gone() { ! kill -0 "$1" 2> /dev/null; }

# $1: exit status, $2: the way in which it was ended
ended_with() {
    until_so "$2 ends it with status $1" shows "ended:$1"
    rm -f "$home/after"
    type_line "stty -a > '$home/after.new'; mv '$home/after.new' '$home/after'"
    until_so "the terminal settings are saved again" test -f "$home/after"
    cmp -s "$home/before" "$home/after" ||
        fail "after $2 the terminal settings differ: $(diff "$home/before" "$home/after")"
}

start_service() {
    bin/netmon-service 2> "$home/service.log" &
    service=$!
    until_so "the service measures" grep -q "measuring into" "$home/service.log"
}
