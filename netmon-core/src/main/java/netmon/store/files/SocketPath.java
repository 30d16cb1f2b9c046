package netmon.store.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * The socket of the service that writes a database: beside it, or, where that path is too long for a socket, under a
 * short name in the runtime folder of the database's owner. Service and command find the same one.
 */
public final class SocketPath {
    /** macOS allows 103 bytes, Linux 107. */
    private static final int MOST_BYTES = 100;

    private static final LinkOption NO_LINK = LinkOption.NOFOLLOW_LINKS;

    private SocketPath() {}

    /** The socket to connect to: the one that exists, else where the service would make it. */
    public static Path find(Path database) {
        List<Path> places = places(database);
        return places.stream()
                .filter(each -> Files.exists(each, NO_LINK) && isOwners(each, database))
                .findFirst()
                .orElse(places.get(0));
    }

    /** The socket to listen on; makes its folder if it is missing. */
    public static Path make(Path database) throws IOException {
        Path place = places(database).get(0);
        Path folder = place.getParent();
        if (!isBeside(place, database) && folder != null) {
            PrivateFiles.makeFolder(folder);
            String objection = TrustedPath.objection(folder);
            if (objection != null) {
                throw new IOException(objection);
            }
        }
        return place;
    }

    private static List<Path> places(Path database) {
        Path beside = PrivateFiles.beside(database, ".socket");
        if (beside.toString().getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
            return List.of(beside);
        }
        int owner = uid(database, OwnUser.uid());
        String name = UUID.nameUUIDFromBytes(
                        database.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8))
                + ".socket";
        Path common = Path.of("/tmp/netmon-" + owner, name);
        Path runtime = Path.of("/run/user/" + owner);
        return uid(runtime, -1) == owner ? List.of(runtime.resolve("netmon-" + name), common) : List.of(common);
    }

    /** Anybody may make the folder in /tmp first, and another service in it. */
    private static boolean isOwners(Path socket, Path database) {
        return isBeside(socket, database) || uid(socket, -1) == uid(database, OwnUser.uid());
    }

    private static boolean isBeside(Path socket, Path database) {
        return socket.equals(PrivateFiles.beside(database, ".socket"));
    }

    private static int uid(Path file, int otherwise) {
        try {
            return Files.getAttribute(file, "unix:uid", NO_LINK) instanceof Integer uid ? uid : otherwise;
        } catch (IOException | UnsupportedOperationException e) {
            return otherwise;
        }
    }
}
