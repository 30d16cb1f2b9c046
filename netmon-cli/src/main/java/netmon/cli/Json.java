package netmon.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** Writes JSON, one value and a newline. */
final class Json {
    /** Says what the value consists of. */
    @FunctionalInterface
    interface Content {
        void write(JsonWriter writer) throws IOException;
    }

    private Json() {}

    static void print(PrintWriter out, Content content) {
        JsonWriter writer = new JsonWriter(out);
        writer.setIndent("  ");
        try {
            content.write(writer);
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a PrintWriter throws none", e);
        }
        out.println();
    }
}
