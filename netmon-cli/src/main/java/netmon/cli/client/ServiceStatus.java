package netmon.cli.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import netmon.model.PlainText;
import org.jspecify.annotations.Nullable;

/** What the living service tells about itself: a key and a value a line, as {@code netmon/1 status} answers. */
public final class ServiceStatus {
    /** None. */
    public static final ServiceStatus NONE = silent("no service answers", true);

    private final Map<String, String> values;
    private final String silence;
    private final boolean allowed;

    private ServiceStatus(Map<String, String> values, String silence, boolean allowed) {
        this.values = values;
        this.silence = silence;
        this.allowed = allowed;
    }

    /**
     * One that tells nothing.
     *
     * @param silence why
     * @param allowed whether this user may ask it
     */
    public static ServiceStatus silent(String silence, boolean allowed) {
        return new ServiceStatus(Map.of(), silence, allowed);
    }

    /** Asks it; nothing but the reason is known where it does not answer. */
    public static ServiceStatus ask(Path database) {
        try {
            ServiceClient.Answer answer = ServiceClient.ask(database, "status");
            return answer.ok() ? parse(answer.text()) : silent("the service says: " + answer.text(), true);
        } catch (IOException e) {
            boolean allowed = !(e instanceof ServiceClient.NotAllowedException);
            return silent(PlainText.of(String.valueOf(e.getMessage())), allowed);
        }
    }

    public static ServiceStatus parse(String answer) {
        Map<String, String> values = new HashMap<>();
        answer.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                values.put(line.substring(0, blank), PlainText.of(line.substring(blank + 1)));
            }
        });
        return new ServiceStatus(values, "the service tells nothing", true);
    }

    public boolean isSilent() {
        return values.isEmpty();
    }

    /** Why it {@linkplain #isSilent tells nothing}. */
    public String silence() {
        return silence;
    }

    /** Whether this user may ask it. */
    public boolean isAllowed() {
        return allowed;
    }

    public boolean knows(String key) {
        return values.containsKey(key);
    }

    /** The value; empty where the service tells none. */
    public String text(String key) {
        return values.getOrDefault(key, "");
    }

    /** The value as a number; 0 where the service tells none. */
    public long number(String key) {
        try {
            return Long.parseLong(text(key));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /**
     * A change that the service tells of as {@code KEY SECOND WHAT}.
     *
     * @param at epoch seconds
     */
    public record Turn(long at, String what) {}

    /** The change; null where the service tells of none. */
    @Nullable
    public Turn turn(String key) {
        String text = text(key);
        int blank = text.indexOf(' ');
        try {
            return blank < 0 ? null : new Turn(Long.parseLong(text, 0, blank, 10), text.substring(blank + 1));
        } catch (NumberFormatException e) {
            return null; // no service of this version says so
        }
    }

    /** Whether the sockets' bytes are counted, so that an application's are measured. */
    public boolean measures() {
        return text("measures").equals("yes");
    }
}
