package netmon.service.doctor;

import java.nio.file.Path;
import java.util.List;
import netmon.model.Check;
import org.jspecify.annotations.Nullable;

/**
 * A service that runs.
 *
 * @param jar what it was started from, such as {@code /home/me/netmon/bin/lib/netmon-service.jar}
 * @param database what it writes to
 */
public record RunningService(long pid, String jar, String database) {
    private static final String MAIN = "netmon.service.Main";

    /** Runs that are no services. */
    private static final List<String> ERRANDS = List.of("--doctor", "--record", "--replay", "--help", "--version");

    /**
     * What a Java's arguments start.
     *
     * @param usual the database of a service that is not told another
     * @return null if it is no service
     */
    static @Nullable RunningService of(long pid, List<String> arguments, String usual) {
        int main = arguments.indexOf(MAIN);
        if (main < 0 || arguments.stream().anyMatch(ERRANDS::contains)) {
            return null;
        }
        String database = usual;
        for (int i = main + 1; i < arguments.size() - 1; i++) {
            if (arguments.get(i).equals("--db") || arguments.get(i).equals("-db")) {
                database = arguments.get(i + 1);
            }
        }
        int path = Math.max(arguments.indexOf("-cp"), arguments.indexOf("-classpath"));
        return new RunningService(pid, path >= 0 && path < main ? arguments.get(path + 1) : "", database);
    }

    /**
     * Whether what runs is what is asked.
     *
     * @param running all services of this user that can be seen
     * @param own what this program was started from
     * @param database what is asked about
     */
    static Check check(List<RunningService> running, String own, Path database) {
        String name = "installations";
        for (RunningService each : running) {
            if (!each.database.equals(database.toString())) {
                boolean ours = running.stream().anyMatch(other -> other.database.equals(database.toString()));
                String seen = "process " + each.pid + " writes to " + each.database + ", not to " + database;
                return ours
                        ? Check.warn(name, seen, "two services measure the same bytes; stop one of them")
                        : Check.bad(name, seen, "name that database with --db, or stop it and start the service anew");
            }
        }
        for (RunningService each : running) {
            Path jar = Path.of(each.jar).normalize();
            if (jar.isAbsolute() && !jar.toString().equals(own)) { // where a relative one is, is not told
                return Check.warn(
                        name,
                        "process " + each.pid + " is of " + each.jar + ", this is of " + own,
                        "remove one of the two, or restart the service from here: scripts/start, or 'netmon setup' if it is installed");
            }
        }
        return Check.ok(name, running.isEmpty() ? "this user runs no service" : "one, " + own);
    }
}
