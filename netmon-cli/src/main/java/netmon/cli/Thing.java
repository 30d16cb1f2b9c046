package netmon.cli;

/**
 * What has a row on the live screen.
 *
 * @param name the application's or the interface's
 * @param detail what tells it from others of that name, such as a process; empty where nothing need be told
 */
record Thing(String name, String detail) {
    boolean matches(String lowerCase) {
        return name.toLowerCase(java.util.Locale.ROOT).contains(lowerCase)
                || detail.toLowerCase(java.util.Locale.ROOT).contains(lowerCase);
    }
}
