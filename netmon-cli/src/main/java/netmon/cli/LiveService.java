package netmon.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the living service tells about itself: a key and a value a line, as {@code netmon/1 status} answers. */
final class LiveService {
    private final Map<String, String> values;

    private LiveService(Map<String, String> values) {
        this.values = values;
    }

    /** Asks it; nothing is known where it does not answer. */
    static LiveService ask(Path database) {
        try {
            ServiceClient.Answer answer = ServiceClient.ask(database, "status");
            return answer.ok() ? parse(answer.text()) : new LiveService(Map.of());
        } catch (IOException e) {
            return new LiveService(Map.of());
        }
    }

    static LiveService parse(String answer) {
        Map<String, String> values = new HashMap<>();
        answer.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                values.put(line.substring(0, blank), line.substring(blank + 1));
            }
        });
        return new LiveService(values);
    }

    /** The value; empty where the service tells none. */
    String text(String key) {
        return values.getOrDefault(key, "");
    }

    /** The value as a number; 0 where the service tells none. */
    int number(String key) {
        try {
            return Integer.parseInt(text(key));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
