# shellcheck shell=sh
# Finds a Java. The launchers and the other scripts source this file, so it is POSIX sh.
# A Java counts only after a successful run: /usr/bin/java of macOS is a stub that opens a dialog.

oldest_java=17

# Prints a system property of the Java at $1. $2: name of the property
java_property() {
    "$1" -XshowSettings:properties -version 2>&1 </dev/null | sed -n "s/^ *$2 = //p"
}

# Prints the major version of the Java at $1; fails if it does not run or its version is 1.x.
java_major() {
    java_property "$1" 'java\.specification\.version' | grep '^[0-9][0-9]*$'
}

# Sets java and major if the Java at $1 is new enough and newer than the one found so far.
# With $2 = jdk it needs a compiler beside it.
consider_java() {
    [ -x "$1" ] || return 0
    [ "$2" != jdk ] || [ -x "${1%/java}/javac" ] || return 0
    found=$(java_major "$1") || return 0
    if [ "$found" -ge "$oldest_java" ] && [ "$found" -gt "$major" ]; then
        java=$1
        major=$found
    fi
}

# Sets java to the path of the Java in JAVA_HOME, else of the newest on this machine, and major to its version.
# $1: jdk if it needs a compiler, else any. Fails if there is no Java of version $oldest_java or newer.
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
        # A link is a second name of the same Java.
        [ -L "$each" ] || consider_java "$each/bin/java" "$1"
    done
    if [ -x /usr/libexec/java_home ]; then
        consider_java "$(/usr/libexec/java_home -v "$oldest_java+" 2>/dev/null)/bin/java" "$1"
    fi
    [ -n "$java" ] || consider_java_on_path "$1"
    [ -n "$java" ]
}

# The java on the PATH may be the shim of a version manager, outside of any JDK. So ask it for its home.
consider_java_on_path() {
    each=$(command -v java) || return 0
    [ "$(uname -s):$each" != Darwin:/usr/bin/java ] || return 0
    consider_java "$(java_property "$each" 'java\.home')/bin/java" "$1"
}
