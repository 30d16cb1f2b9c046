package netmon.cli.text;

import netmon.model.Gap;
import netmon.model.Period;
import netmon.model.PlainText;
import netmon.model.Traffic;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object and a newline. The JSON Schemas beside this class describe the output of the commands: bytes
 * are integers, a time is both seconds since 1970 and ISO 8601 with its offset, and names are {@linkplain PlainText
 * plain}.
 */
public final class JsonOutput {
    /** Grows when a name or a meaning changes. New names may come without a new version. */
    private static final int VERSION = 1;

    /** Writes the content of an object or list. */
    @FunctionalInterface
    public interface Content {
        void write(JsonOutput json) throws IOException;
    }

    private final JsonWriter writer;
    private final ZoneId zone;

    private JsonOutput(PrintWriter out, ZoneId zone, String indent) {
        this.writer = new JsonWriter(out);
        this.zone = zone;
        writer.setIndent(indent);
    }

    /** Prints the object of an answer. */
    public static void print(PrintWriter out, ZoneId zone, Answer answer) {
        print(out, zone, answer.command(), answer::json);
    }

    /** Prints an object that begins with the version of its format and the command; an empty command has no header. */
    public static void print(PrintWriter out, ZoneId zone, String command, Content content) {
        print(out, new JsonOutput(out, zone, "  "), command, content);
    }

    /** The same in one line, for answers that follow each other. */
    public static void printLine(PrintWriter out, ZoneId zone, String command, Content content) {
        print(out, new JsonOutput(out, zone, ""), command, content);
    }

    private static void print(PrintWriter out, JsonOutput json, String command, Content content) {
        try {
            json.writer.beginObject();
            if (!command.isEmpty()) {
                json.number("version", VERSION);
                json.text("command", command);
            }
            content.write(json);
            json.writer.endObject();
            json.writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a PrintWriter throws none", e);
        }
        out.print('\n');
    }

    public void text(String name, String value) throws IOException {
        writer.name(name).value(PlainText.of(value));
    }

    /** Writes the text; JSON's null if there is none. */
    public void textOrNothing(String name, @Nullable String value) throws IOException {
        if (value == null) {
            nothing(name);
        } else {
            text(name, value);
        }
    }

    public void texts(String name, List<String> values) throws IOException {
        writer.name(name).beginArray();
        for (String each : values) {
            writer.value(PlainText.of(each));
        }
        writer.endArray();
    }

    public void number(String name, long value) throws IOException {
        writer.name(name).value(value);
    }

    public void flag(String name, boolean value) throws IOException {
        writer.name(name).value(value);
    }

    public void object(String name, Content content) throws IOException {
        writer.name(name).beginObject();
        content.write(this);
        writer.endObject();
    }

    public void nothing(String name) throws IOException {
        writer.name(name).nullValue();
    }

    /** Writes a list; the content writes {@link #item items}. */
    public void list(String name, Content content) throws IOException {
        writer.name(name).beginArray();
        content.write(this);
        writer.endArray();
    }

    public void item(Content content) throws IOException {
        writer.beginObject();
        content.write(this);
        writer.endObject();
    }

    public void traffic(Traffic traffic) throws IOException {
        number("received", traffic.received());
        number("sent", traffic.sent());
        number("total", traffic.total());
    }

    public void time(String name, long second) throws IOException {
        object(name, json -> {
            json.number("epoch", second);
            json.text("time", Timestamps.iso(second, zone));
        });
    }

    /** Writes a period; an edge before the first or after the last possible row is null. */
    public void period(Period period) throws IOException {
        object("period", json -> {
            json.text("label", period.label());
            json.edge("from", period.from());
            json.edge("to", period.to());
        });
    }

    private void edge(String name, long second) throws IOException {
        if (Period.isOpen(second)) {
            nothing(name);
        } else {
            time(name, second);
        }
    }

    public void gaps(List<Gap> gaps) throws IOException {
        list("gaps", json -> {
            for (Gap each : gaps) {
                json.item(gap -> gap.gap(each));
            }
        });
    }

    private void gap(Gap gap) throws IOException {
        text("kind", gap.kind().word());
        time("from", gap.from());
        time("to", gap.to());
        traffic(gap.bytes());
        text("detail", gap.detail());
    }
}
