package netmon.cli.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import netmon.cli.Moment;
import netmon.cli.Run;
import netmon.model.NetworkScope;
import netmon.model.Protocol;
import netmon.model.Traffic;
import netmon.model.TrafficPart;
import netmon.model.TrafficPart.PartOrigin;
import netmon.store.TrafficWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another program has written what it likes into the tables of the detail. */
class HostileDetailTest {
    private static final long NOON = 1_793_793_600;

    /** The columns after the bucket: app, process, user, destination, port, protocol, network, kind, in, out. */
    private static final List<String> ROWS = List.of(
            "1, 1, 1, 1, 443, 6, 1, 0, -5, 7",
            "1, 1, 1, 1, 444, 6, 1, 0, 1 << 60, 7",
            "1, 1, 1, 1, 445, 6, 1, 0, 'many', x'ff'",
            "1, 1, 1, 1, 446, 6, 1, 0, 1.5, 2.5",
            "1, 999999, 999999, 999999, 447, 6, 1, 0, 11, 1",
            "999999, 1, 1, 1, 448, 6, 1, 0, 12, 1",
            "1, 1, 1, 1, -449, 6, 1, 0, 13, 1",
            "1, 1, 1, 1, 70000, 255, 99, 0, 14, 1",
            "1, 1, 1, 1, 'https', 'tcp', 'lan', 0, 15, 1",
            "1, 1, 1, 1, x'00', x'1b5b', x'1b', 0, 16, 1",
            "1, 1, 1, 1, 450, 6, 1, 3, 17, 1",
            "1, 1, 1, 1, 451, 6, 1, 9, 18, 1",
            "1, 1, 1, 1, 452, 6, 1, -1, 19, 1",
            "1, 1, 1, 1, 453, 6, 1, 'x', 20, 1",
            "'a', 'b', 'c', 'd', 'e', 'f', 'g', 0, 21, 1");

    @TempDir
    private Path folder;

    private Path database;

    @BeforeEach
    void write() throws Exception {
        database = folder.resolve("netmon.db");
        try (TrafficWriter log = TrafficWriter.open(database)) {
            log.storeDetail();
            for (int i = 0; i < 130; i++) {
                log.append(Moment.at(NOON - 600 + i)
                        .app("Safari", 110, 22)
                        .app("ssh", 7, 3)
                        .sample()
                        .with(List.of(part("Safari", "9.9.9." + i, 100, 20), part("ssh", "9.9.9.9", 7, 3))));
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            for (String each : ROWS) {
                insert(statement, "1, " + each);
            }
            insert(statement, "999999, 1, 1, 1, 1, 460, 6, 1, 0, 22, 1");
            statement.executeUpdate("UPDATE detail_names SET name = x'1b5b33316d' WHERE name = '9.9.9.1'");
            statement.executeUpdate("UPDATE detail_names SET name = hex(zeroblob(5000)) WHERE name = '9.9.9.2'");
            statement.executeUpdate("UPDATE detail_names SET name = 7.5 WHERE name = '9.9.9.3'");
        }
    }

    private static void insert(Statement statement, String values) throws SQLException {
        statement.executeUpdate("INSERT INTO detail_traffic VALUES (" + values + ")");
    }

    private static TrafficPart part(String app, String destination, long in, long out) {
        PartOrigin origin = new PartOrigin(app, app, "root", destination, 443, Protocol.TCP, NetworkScope.INTERNET);
        return new TrafficPart(origin, new Traffic(in, out));
    }

    @ParameterizedTest
    @CsvSource({
        "process, ''",
        "destination, ''",
        "port, ''",
        "protocol, ''",
        "network, ''",
        "user, ''",
        "process, --app Safari",
        "destination, --top 3",
        "destination, --sort name",
        "user, --top 1",
        "port, --only internet",
        "destination, --only lan"
    })
    void thePartsAddUpToTheTotalWhateverIsInTheTables(String by, String options) {
        Run run = run("--by " + by + " " + options + " --json");
        assertTrue(run.status() == 0 || run.status() == 3, run.err());
        JsonObject json = new Gson().fromJson(run.out(), JsonObject.class);
        for (String amount : List.of("received", "sent", "total")) {
            long sum = amount(json, "others", amount) + amount(json, "unattributed", amount);
            for (JsonElement each : json.getAsJsonArray("rows")) {
                sum += each.getAsJsonObject().get(amount).getAsLong();
            }
            assertEquals(amount(json, "total", amount), sum, run.out());
        }
        String table = run("--by " + by + " " + options).out();
        assertFalse(table.contains("\u001b"), table);
    }

    private static long amount(JsonObject json, String part, String amount) {
        return json.getAsJsonObject(part).get(amount).getAsLong();
    }

    private Run run(String options) {
        String line = "stats apps " + options.replace("  ", " ").strip() + " --db " + database;
        return Run.of(Map.of("NETMON_NOW", Long.toString(NOON), "TZ", "UTC"), line.split(" +", -1));
    }
}
