package netmon.service.doctor;

import netmon.model.Check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningServiceTest {
    private static final String USUAL = "/home/me/.netmon/netmon.db";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -cp /a/bin/lib/netmon-service.jar -Xmx64m netmon.service.Main --log /l \
                | /a/bin/lib/netmon-service.jar /home/me/.netmon/netmon.db
            -cp /a/x.jar netmon.service.Main --db /tmp/y.db                            | /a/x.jar /tmp/y.db
            -classpath /a/x.jar netmon.service.Main --interval 2s | /a/x.jar /home/me/.netmon/netmon.db
            -cp /a/x.jar netmon.service.Main --record /tmp/r                           | none
            -cp /a/x.jar netmon.service.Main --doctor                                  | none
            -cp /a/netmon.jar netmon.cli.Main status                                   | none
            netmon.service.Main.java                                                   | none
            ''                                                                         | none
            """)
    void aServiceIsRecognisedByTheArgumentsOfJava(String arguments, String found) {
        RunningService service = RunningService.of(7, Arrays.asList(arguments.split(" ", -1)), USUAL);

        assertEquals(found, service == null ? "none" : service.jar() + " " + service.database());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                       | ok: this user runs no service
            /own.jar /home/me/.netmon/netmon.db      | ok: one, /own.jar
            /b.jar /home/me/.netmon/netmon.db        | warn: process 0 runs /b.jar, this is /own.jar
            /own.jar /tmp/y.db | bad: process 0 writes to /tmp/y.db, not to /home/me/.netmon/netmon.db
            /own.jar /home/me/.netmon/netmon.db;/b.jar /tmp/y.db \
                | warn: process 1 writes to /tmp/y.db, not to /home/me/.netmon/netmon.db
            """)
    void twoInstallationsAreReported(String running, String result) {
        List<String> lines = running.isEmpty() ? List.of() : List.of(running.split(";", -1));
        List<RunningService> services = lines.stream()
                .map(each -> new RunningService(lines.indexOf(each), each.split(" ", -1)[0], each.split(" ", -1)[1]))
                .toList();

        Check check = RunningService.check(services, "/own.jar", Path.of(USUAL));

        assertEquals(result, check.verdict().word() + ": " + check.seen());
    }
}
