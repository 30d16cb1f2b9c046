package netmon.service.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import netmon.model.Check;
import org.jspecify.annotations.Nullable;

/**
 * A running service.
 *
 * @param jar its program, such as {@code /home/me/netmon/bin/lib/netmon-service.jar}
 * @param database the file that it writes
 */
public record RunningService(long pid, String jar, String database) {
    private static final String MAIN = "netmon.service.Main";

    /** Options of processes that are not services. */
    private static final List<String> OTHER_RUNS = List.of("--doctor", "--record", "--replay", "--help", "--version");

    /**
     * The service that a Java process runs, from its arguments.
     *
     * @param usual the database of a service without the option {@code --db}
     * @return null if it is not a service
     */
    static @Nullable RunningService of(long pid, List<String> arguments, String usual) {
        int main = arguments.indexOf(MAIN);
        if (main < 0 || arguments.stream().anyMatch(OTHER_RUNS::contains)) {
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
     * Checks that the running service is of the caller's installation and writes the caller's database.
     *
     * @param running all visible services of this user
     * @param own the program of the caller's installation
     * @param database the caller's database
     */
    static Check check(List<RunningService> running, String own, Path database) {
        String name = "installations";
        boolean measures = running.stream().anyMatch(each -> each.database.equals(database.toString()));
        for (RunningService each : running) {
            if (!each.database.equals(database.toString())) {
                String seen = "process " + each.pid + " writes to " + each.database + ", not to " + database;
                return measures
                        ? Check.warn(name, seen, "two services measure the same bytes; stop one of them")
                        : Check.bad(
                                name,
                                seen,
                                "name that database with --db, or stop that process and restart the service");
            }
        }
        for (RunningService each : running) {
            Path jar = Path.of(each.jar).normalize();
            if (jar.isAbsolute() && !jar.toString().equals(own)) { // the folder of a relative path is unknown
                String seen = "process " + each.pid + " runs " + each.jar + ", this is " + own;
                return Check.warn(name, seen, "remove one of the two, or restart the service from here: " + start(own));
            }
        }
        return Check.ok(name, running.isEmpty() ? "this user runs no service" : "one, " + own);
    }

    /** The command that restarts the service of an installation. */
    private static String start(String jar) {
        Path script = Path.of(jar).resolve("../../../scripts/start").normalize();
        return Files.exists(script) ? script.toString() : "netmon setup";
    }
}
