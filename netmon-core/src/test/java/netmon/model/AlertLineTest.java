package netmon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertLineTest {
    @Test
    void anyNamesAndArgumentsGiveOneLineThatParsesBack() {
        List<String> hostile =
                List.of("two\nlines", " ", "", "a=b c+d%20", "\u001b[2J\u0000\u202e", "日本語 👨", "$(id)`id`;");
        for (String each : hostile) {
            Alert alert = new Alert(
                    0,
                    each.isEmpty() ? Alert.Scope.TOTAL : Alert.Scope.APPLICATION,
                    each,
                    Direction.IN,
                    1L << 40,
                    CalendarUnit.MONTH,
                    15,
                    Alert.Means.COMMAND,
                    List.of("/bin/echo", each, "", each));

            String line = AlertLine.of(alert);

            assertFalse(line.contains("\n") || !line.equals(line.strip()), line);
            assertEquals(alert, AlertLine.parse(line));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "scope",
                "scope=total",
                "scope=everything app= direction=in bytes=1 per=day month=1 means=log",
                "scope=total app= direction=in bytes=-1 per=day month=1 means=log",
                "scope=total app= direction=in bytes=1 per=day month=32 means=log",
                "scope=total app=x direction=in bytes=1 per=day month=1 means=log",
                "scope=application app= direction=in bytes=1 per=day month=1 means=log",
                "scope=total app= direction=in bytes=1 per=day month=1 means=command",
                "scope=total app= direction=in bytes=1 per=day month=1 means=log run=x",
                "scope=total app=%zz direction=in bytes=1 per=day month=1 means=log",
                "scope=total app= direction=in bytes=many per=day month=1 means=log"
            })
    void malformedLinesAreRefused(String line) {
        assertThrows(IllegalArgumentException.class, () -> AlertLine.parse(line));
    }
}
