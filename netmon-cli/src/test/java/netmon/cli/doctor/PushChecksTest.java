package netmon.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import netmon.model.Check;
import netmon.model.PushMark;
import org.junit.jupiter.api.Test;

class PushChecksTest {
    private static PushMark mark(String failure, long refused, String refusal) {
        return new PushMark("corp", "id", 1, 2, 2, 1, 1, 2, 2, failure, refused, refusal);
    }

    @Test
    void aDestinationThatTookEverythingIsFine() {
        assertEquals(Check.Verdict.OK, PushChecks.of(mark("", 0, "")).verdict());
    }

    @Test
    void aRefusalNamesTheSettingOfTheEngine() {
        Check check = PushChecks.of(mark("", 3, "status 400: out of bounds"));
        assertEquals(Check.Verdict.WARN, check.verdict());
        assertTrue(check.line().contains("3 requests: status 400: out of bounds"), check.line());
        assertTrue(check.line().contains("out_of_order_time_window"), check.line());
    }

    @Test
    void aFailureIsShown() {
        assertTrue(PushChecks.of(mark("it did not answer", 0, "")).line().contains("it did not answer"));
    }
}
