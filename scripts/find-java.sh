# shellcheck shell=sh
# Sourced by the launchers and by the other scripts, so plain POSIX sh.
# Only a Java that has been run counts: macOS's own /usr/bin/java is a stub that opens a dialog.

oldest_java=17

# Prints what the Java at $1 says of itself. $2: a property's name
java_property() {
    "$1" -XshowSettings:properties -version 2>&1 </dev/null | sed -n "s/^ *$2 = //p"
}

# Prints the major version of the Java at $1; fails if it does not run, or is older than there were majors.
java_major() {
    java_property "$1" 'java\.specification\.version' | grep '^[0-9][0-9]*$'
}

# Sets java and major if the Java at $1 is new enough and newer than the one found so far.
# With $2 = jdk it must have a compiler beside it.
consider_java() {
    [ -x "$1" ] || return 0
    [ "$2" != jdk ] || [ -x "${1%/java}/javac" ] || return 0
    found=$(java_major "$1") || return 0
    if [ "$found" -ge "$oldest_java" ] && [ "$found" -gt "$major" ]; then
        java=$1
        major=$found
    fi
}

# Sets java to the path of JAVA_HOME's Java, else of the newest on this machine, and major to its version.
# $1: jdk if it must have a compiler, else any. Fails if there is none from $oldest_java on.
find_java() {
    java=
    major=0
    consider_java "${JAVA_HOME:-/nonexistent}/bin/java" "$1"
    [ -z "$java" ] || return 0
    for each in \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /usr/lib/jvm/* /usr/java/* /opt/java/* \
        "$HOME"/.sdkman/candidates/java/*; do
        # The same Java under a second name is not asked twice.
        [ -L "$each" ] || consider_java "$each/bin/java" "$1"
    done
    if [ -x /usr/libexec/java_home ]; then
        consider_java "$(/usr/libexec/java_home -v "$oldest_java+" 2>/dev/null)/bin/java" "$1"
    fi
    [ -n "$java" ] || consider_java_on_path "$1"
    [ -n "$java" ]
}

# What the PATH has may be a version manager's shim, which lies in no JDK: so it is asked where its Java is.
consider_java_on_path() {
    each=$(command -v java) || return 0
    [ "$(uname -s):$each" != Darwin:/usr/bin/java ] || return 0
    consider_java "$(java_property "$each" 'java\.home')/bin/java" "$1"
}
