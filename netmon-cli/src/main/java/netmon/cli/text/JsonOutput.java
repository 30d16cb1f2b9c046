package netmon.cli.text;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import netmon.model.Gap;
import netmon.model.Period;
import netmon.model.PlainText;
import netmon.model.Traffic;
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

    /** Writes the object of a value. */
    @FunctionalInterface
    public interface ObjectContent<T> {
        void write(JsonOutput json, T value) throws IOException;
    }

    private final JsonWriter writer;
    private final ZoneId zone;

    private JsonOutput(StringWriter out, ZoneId zone, String indent) {
        this.writer = new JsonWriter(out);
        this.zone = zone;
        writer.setIndent(indent);
    }

    /** Prints an object that begins with the version of its format and the command; an empty command has no header. */
    public static void print(PrintWriter out, ZoneId zone, String command, Content content) {
        print(out, zone, "  ", command, content);
    }

    /** The same in one line, for answers that follow each other. */
    public static void printLine(PrintWriter out, ZoneId zone, String command, Content content) {
        print(out, zone, "", command, content);
    }

    /** Prints the object when it is whole: half of one, before the message of a failure, is of no use to a program. */
    private static void print(PrintWriter out, ZoneId zone, String indent, String command, Content content) {
        StringWriter whole = new StringWriter();
        JsonOutput json = new JsonOutput(whole, zone, indent);
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
            throw new UncheckedIOException("a StringWriter throws none", e);
        }
        out.print(whole.append('\n'));
    }

    public void text(String name, @Nullable String value) throws IOException {
        writer.name(name).value(value == null ? null : PlainText.of(value));
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

    public void number(String name, @Nullable Long value) throws IOException {
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

    /** Writes the object of a value; null if there is none. */
    public <T> void object(String name, @Nullable T value, ObjectContent<T> content) throws IOException {
        if (value == null) {
            writer.name(name).nullValue();
        } else {
            object(name, json -> content.write(json, value));
        }
    }

    /** Writes a list with an object for each element. */
    public <T> void list(String name, Iterable<T> elements, ObjectContent<T> item) throws IOException {
        writer.name(name).beginArray();
        for (T each : elements) {
            writer.beginObject();
            item.write(this, each);
            writer.endObject();
        }
        writer.endArray();
    }

    public void traffic(Traffic traffic) throws IOException {
        number("received", traffic.received());
        number("sent", traffic.sent());
        number("total", traffic.total());
    }

    public void traffic(String name, @Nullable Traffic traffic) throws IOException {
        object(name, traffic, JsonOutput::traffic);
    }

    public void time(String name, @Nullable Long second) throws IOException {
        object(name, second, (json, known) -> {
            json.number("epoch", known);
            json.text("time", Timestamps.iso(known, zone));
        });
    }

    /** Writes a period; an edge before the first or after the last possible row is null. */
    public void period(Period period) throws IOException {
        object("period", json -> {
            json.text("label", period.label());
            json.time("from", Period.isOpen(period.from()) ? null : period.from());
            json.time("to", Period.isOpen(period.to()) ? null : period.to());
        });
    }

    public void gaps(List<Gap> gaps) throws IOException {
        list("gaps", gaps, JsonOutput::gap);
    }

    private void gap(Gap gap) throws IOException {
        text("kind", gap.kind().word());
        time("from", gap.from());
        time("to", gap.to());
        traffic(gap.bytes());
        text("detail", gap.detail());
    }
}
