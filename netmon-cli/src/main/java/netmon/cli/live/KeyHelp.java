package netmon.cli.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts that explain the keys of the live screen. */
public final class KeyHelp {
    private static final int KEY_WIDTH = 13;

    private static final List<String> HELP = List.of(
            "q            end",
            "a i          by application, by interface",
            "p c          by process, by connection",
            "/            show only rows containing TEXT; Escape shows all",
            "s            sort by down, up, total, name",
            "u            units: original, iec, si, bits",
            "Space        pauses",
            "arrows j k   select a row; also page up and down, Home, End",
            "Enter        opens an application: its processes and connections; Escape: back",
            "? h          this help",
            "",
            "A rate is the mean of the last 3 seconds. A row without bytes leaves",
            "after 30 seconds. All sparklines have one scale. The bytes of an",
            "application are divided among its processes and connections as the",
            "system counts them; ~ is estimated.");

    private static final String KEYS =
            "q quit  Enter open  / filter  a apps  p processes  c connections  s sort  ? help";

    private static final String FEW_KEYS = "q quit  Enter  / filter  p c a i  ? help";

    private KeyHelp() {}

    /** The meaning of each key. */
    public static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String each : HELP) {
            if (each.isEmpty()) {
                break; // what follows explains the numbers
            }
            keys.put(each.substring(0, KEY_WIDTH).strip(), each.substring(KEY_WIDTH));
        }
        return keys;
    }

    /** A line of the page of help; empty after its end. */
    static String line(int number) {
        return number < HELP.size() ? HELP.get(number) : "";
    }

    /** The last line of the screen, in the form that fits. */
    static String foot(int width) {
        return KEYS.length() <= width ? KEYS : FEW_KEYS;
    }
}
