package netmon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import netmon.model.Alert.Usage;
import org.junit.jupiter.api.Test;

class AlertTest {
    private static final List<AppTraffic> APPS = List.of(
            new AppTraffic("Safari", new Traffic(10, 1), Traffic.NONE),
            new AppTraffic("safari", new Traffic(20, 2), Traffic.NONE),
            new AppTraffic("ssh", new Traffic(3, 30), Traffic.NONE),
            new AppTraffic(App.UNATTRIBUTED, new Traffic(100, 100), Traffic.NONE));

    @Test
    void anApplicationCountsInUpperOrLowerCase() {
        assertEquals(List.of(new Usage("SAFARI", 33)), of(Alert.Scope.APPLICATION, "SAFARI", Direction.TOTAL));
        assertEquals(List.of(new Usage("nobody", 0)), of(Alert.Scope.APPLICATION, "nobody", Direction.TOTAL));
    }

    @Test
    void anyIsEachApplicationByItselfWithoutUnattributed() {
        assertEquals(
                List.of(new Usage("Safari", 1), new Usage("safari", 2), new Usage("ssh", 30)),
                of(Alert.Scope.ANY, "", Direction.OUT));
    }

    @Test
    void theTotalIsAllBytesOfTheInterfaces() {
        assertEquals(List.of(new Usage("", 133)), of(Alert.Scope.TOTAL, "", Direction.IN));
    }

    @Test
    void aLimitIsExceededByOneByteMore() {
        Alert alert = alert(Alert.Scope.TOTAL, "", Direction.IN);
        assertFalse(alert.isExceeded(new Usage("", 100)));
        assertTrue(alert.isExceeded(new Usage("", 101)));
    }

    private static List<Usage> of(Alert.Scope scope, String app, Direction direction) {
        return alert(scope, app, direction).usages(APPS);
    }

    private static Alert alert(Alert.Scope scope, String app, Direction direction) {
        return new Alert(0, scope, app, direction, 100, CalendarUnit.DAY, 1, Alert.Means.LOG, List.of());
    }
}
