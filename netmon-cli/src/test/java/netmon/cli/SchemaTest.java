package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import netmon.cli.session.ExitCode;
import netmon.cli.text.JsonOutput;
import netmon.model.NetworkScope;
import netmon.model.Protocol;
import netmon.model.Traffic;
import netmon.model.TrafficPart;
import netmon.model.TrafficPart.PartOrigin;
import netmon.store.TrafficWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JSON of the commands follows their schemas. */
class SchemaTest {
    @TempDir
    private Path home;

    @BeforeEach
    void writeHistory() throws Exception {
        History.write(home.resolve(".netmon/netmon.db"));
        History.limit(home.resolve(".netmon/netmon.db"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            apps,       --json
            apps,       stats apps --all --json --top 1
            apps,       stats apps --from yesterday --json --app Firefox
            new,        stats apps --new --all --json
            top-days,   stats top-days --json
            networks,   stats networks --all --json --top 1
            interfaces, stats interfaces --json
            interfaces, stats interfaces --json --interface en0 --yesterday
            interfaces, stats all --json --utc
            history,    history --json
            history,    history --by hour --yesterday --app Firefox --json --utc
            status,     status --json
            alerts,     alert list --json
            alerts,     alert check --json --utc
            doctor,     doctor --json
            verify,     verify --json
            verify,     verify --json --utc
            explain,    explain --path /usr/bin/ssh --json
            explain-app, explain Firefox --week --json
            explain-app, explain Firefox --at yesterday --json
            """)
    void jsonFollowsItsSchema(String schema, String command) throws Exception {
        assertFollowsItsSchema(schema, Run.of(History.environment(home), command.split(" ", -1)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            detail,  stats apps --by destination --json
            detail,  stats apps --only lan --json
            detail,  explain ssh --by port --json
            history, history --by process --top 1 --json
            history, history --only lan --json
            """)
    void jsonOfDetailFollowsItsSchema(String schema, String command) throws Exception {
        long now = Long.parseLong(History.environment(home).get("NETMON_NOW"));
        try (TrafficWriter log = TrafficWriter.open(home.resolve(".netmon/netmon.db"))) {
            log.storeDetail();
            PartOrigin origin = new PartOrigin("ssh", "ssh", "me", "192.168.1.7", 22, Protocol.TCP, NetworkScope.LAN);
            log.append(Moment.at(now - 5)
                    .app("ssh", 70, 30)
                    .sample()
                    .with(List.of(new TrafficPart(origin, new Traffic(60, 30)))));
        }

        Run run = Run.of(History.environment(home), command.split(" ", -1));

        assertEquals(0, run.status(), run.err());
        assertFollowsItsSchema(schema, run);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            status,      status --json
            live,        live --once --json
            live,        live --once --json --by interfaces
            live,        live --once --json --by connections
            explain-app, explain ssh --all --json
            """)
    void jsonFollowsItsSchemaWithARunningService(String schema, String command) throws Exception {
        StandIn service = StandIn.start(home.resolve(".netmon/netmon.db"));
        try {
            Map<String, String> environment = History.environment(home, "NETMON_NOW", "1793779201");
            assertFollowsItsSchema(schema, Run.of(environment, command.split(" ", -1)));
        } finally {
            service.close();
        }
    }

    @Test
    void jsonOfAPushFollowsItsSchema() throws Exception {
        Files.writeString(
                home.resolve(".netmon/netmon.properties"),
                "push.a.url = http://127.0.0.1:1/api/v1/write\npush.b.url = http://127.0.0.1:4318\n");
        assertEquals(
                ExitCode.FAILED,
                Run.of(History.environment(home), "push", "--to", "a").status());
        Run run = Run.of(History.environment(home), "push", "status", "--json");
        assertTrue(run.out().contains("\"failure\": \"cannot reach"), run.out());
        assertFollowsItsSchema("push-status", run);
    }

    @Test
    void jsonOfADifferenceFollowsItsSchema() throws Exception {
        Path database = home.resolve(".netmon/netmon.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE app_traffic_logs SET bytes_in = bytes_in + 1");
        }

        Run run = Run.of(History.environment(home), "verify", "--json");

        assertEquals(ExitCode.FAILED, run.status());
        assertTrue(run.out().contains("\"applications\""), run.out());
        assertFollowsItsSchema("verify", run);
    }

    private static void assertFollowsItsSchema(String schema, Run run) throws IOException {
        Validator.Result result = new ValidatorFactory()
                .withJsonNodeFactory(new GsonNode.Factory())
                .validate(schema(schema), run.out());

        assertTrue(
                result.isValid(),
                () -> result.getErrors().stream()
                        .map(each -> each.getInstanceLocation() + ": " + each.getError())
                        .toList()
                        .toString());
        assertTrue(run.out().chars().allMatch(each -> each >= 0x20 || each == 0x0a), run.out());
    }

    private static String schema(String name) throws IOException {
        try (InputStream in = JsonOutput.class.getResourceAsStream("schema/" + name + ".json")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
