package netmon.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import netmon.model.OperatingSystem;

/** The user who owns the database of an installation for all users, and as whom its timer runs. */
public record DatabaseOwner(String name, Path home) {
    private static final String ROOT = "root";
    private static final int HOME_FIELD = 5;

    /** Asks the system's list of users: under sudo, HOME may be that of another user. */
    public static DatabaseOwner of(SetupHost host, Path database) throws SetupException {
        String name = name(database);
        Path getent = host.tool("getent");
        if (getent != null) {
            ProgramRunner.Result user = host.programs().run(List.of(getent.toString(), "passwd", name));
            String[] fields = user.output().strip().split(":", -1);
            if (user.isOk() && fields.length > HOME_FIELD && fields[HOME_FIELD].startsWith("/")) {
                return new DatabaseOwner(name, Path.of(fields[HOME_FIELD]));
            }
        } else if (name.equals(ROOT)) {
            return new DatabaseOwner(name, Path.of(host.os() == OperatingSystem.MACOS ? "/var/root" : "/root"));
        }
        throw new SetupException(database + " belongs to " + name + ": run this as " + name + ", without --system");
    }

    private static String name(Path database) throws SetupException {
        try {
            return Files.exists(database) ? Files.getOwner(database).getName() : ROOT;
        } catch (IOException e) {
            throw SetupException.of("cannot find the owner of " + database, e);
        }
    }
}
