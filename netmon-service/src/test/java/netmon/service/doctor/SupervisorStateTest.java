package netmon.service.doctor;

import netmon.model.Check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupervisorStateTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | LoadState=loaded;ActiveState=active;NRestarts=0;ExecMainStatus=0     | ok: the service is active
            true | LoadState=loaded;ActiveState=active;NRestarts=40;ExecMainStatus=2 \
                | warn: the service was started 41 times; its last exit status was 2
            true | LoadState=loaded;ActiveState=failed;NRestarts=5;ExecMainStatus=4 \
                | bad: the service is failed; its last exit status was 4
            true | LoadState=loaded;ActiveState=inactive;NRestarts=0;ExecMainStatus=0 \
                | bad: the service is inactive; its last exit status was 0
            true | LoadState=not-found;ActiveState=inactive \
                | bad: it does not know the service, although its file exists
            true | '' | bad: it does not know the service, although its file exists
            false | LoadState=not-found;ActiveState=inactive | ok: the service does not start by itself
            """)
    void theOutputOfSystemdIsJudged(boolean installed, String printed, String expected) {
        assertEquals(expected, result(SupervisorState.systemd(installed, printed.replace(';', '\n'))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | state = running;runs = 1;last exit code = (never exited)      | ok: the service is running
            true | state = running;runs = 12;last exit code = 1 \
                | warn: the service was started 12 times; its last exit status was 1
            true | state = spawn scheduled;runs = 300;last exit code = 78: EX_CONFIG \
                | bad: the service is spawn scheduled; its last exit status was 78: EX_CONFIG
            true  | state = running;spawn type = daemon (3);state = active        | ok: the service is running
            true | '' | bad: it does not know the service, although its file exists
            false | '' | ok: the service does not start by itself
            """)
    void theOutputOfLaunchdIsJudged(boolean installed, String printed, String expected) {
        String text = "gui/501/com.netmon.service = {\n\t" + printed.replace(";", "\n\t") + "\n}\n";
        assertEquals(expected, result(SupervisorState.launchd(installed, printed.isEmpty() ? "" : text)));
    }

    private static String result(SupervisorState supervisor) {
        Check check = supervisor.check();
        return check.verdict().word() + ": " + check.seen();
    }
}
