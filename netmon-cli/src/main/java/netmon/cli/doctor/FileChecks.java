package netmon.cli.doctor;

import java.nio.file.Path;
import netmon.model.Check;

/** Checks of the database as a file: the space on its disk, and who can read it. */
final class FileChecks {
    /** Enough for 100 days of a busy machine, at 2 MB a day. */
    private static final long LITTLE_SPACE = 200L << 20;

    /** If less is free, a transaction may fail. */
    private static final long NO_SPACE = 20L << 20;

    /** The index of this right in {@code rw-r-----}. */
    private static final int GROUP_READ = 3;

    private static final int GROUP_WRITE = 4;
    private static final int OTHERS_WRITE = 7;

    private FileChecks() {}

    static Check space(long usable, String shown) {
        String seen = "the database's disk has " + shown + " left";
        if (usable < NO_SPACE) {
            return Check.bad("disk space", seen, "free some space: soon nothing can be written");
        }
        return usable < LITTLE_SPACE
                ? Check.warn("disk space", seen, "free some space, or delete old days: netmon purge")
                : Check.ok("disk space", seen);
    }

    /**
     * Whether only the right users can read the database.
     *
     * @param mode such as {@code rw-------}
     * @param shared whether it belongs to an installation for all users, which a group may read
     * @param isAtHome whether it lies in the user's home folder, where it should belong to the user
     */
    static Check rights(Path database, String owner, String user, String mode, boolean shared, boolean isAtHome) {
        boolean isOthers = !owner.equals(user) && !user.equals("root");
        // A service that sudo started in a user's home makes it private; only setup --system lets a group read it.
        boolean forGroup = shared || (isOthers && mode.charAt(GROUP_READ) == 'r' && mode.endsWith("---"));
        if (isOthers && !forGroup && !isAtHome) {
            return Check.ok("rights", "the database belongs to " + owner + ", and you can read it");
        }
        if (isOthers && !forGroup) {
            return Check.bad(
                    "rights",
                    "the database belongs to " + owner,
                    "sudo created it; change its owner: sudo chown -R " + user + " " + database.getParent());
        }
        if (mode.charAt(GROUP_WRITE) == 'w' || mode.charAt(OTHERS_WRITE) == 'w') {
            return Check.bad(
                    "rights",
                    "other users can change or replace the database (" + mode + ")",
                    "chmod -R go-w " + database.getParent());
        }
        if (mode.endsWith(forGroup ? "---" : "------")) {
            return Check.ok(
                    "rights",
                    forGroup
                            ? "only " + owner + " and its group can read the database"
                            : "nobody else can read the database");
        }
        return Check.warn(
                "rights",
                "others can read the database (" + mode + ")",
                "chmod -R " + (forGroup ? "o=" : "go=") + " " + database.getParent());
    }
}
