package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands print as JSON is what their schemas promise. */
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
            interfaces, stats interfaces --json
            interfaces, stats interfaces --json --interface en0 --yesterday
            interfaces, stats all --json --utc
            history,    history --json
            history,    history --by hour --yesterday --app Firefox --json --utc
            status,     status --json
            alerts,     alert list --json
            alerts,     alert check --json --utc
            doctor,     doctor --json
            explain,    explain --path /usr/bin/ssh --json
            explain-app, explain Firefox --week --json
            explain-app, explain Firefox --at yesterday --json
            """)
    void jsonIsAsItsSchemaSays(String schema, String command) throws Exception {
        Run run = Run.of(History.environment(home), command.split(" ", -1));

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
        try (InputStream in = Json.class.getResourceAsStream("schema/" + name + ".json")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
