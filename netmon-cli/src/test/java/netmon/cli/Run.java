package netmon.cli;


import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The result of one command line, run by {@link Main} in this process. */
public record Run(int status, String out, String err) {
    public static Run of(Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new Main(environment, out, err).run(args);
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Output, messages and exit status together. */
    public String all() {
        return out
                + (err.isEmpty() ? "" : "-- standard error\n" + err)
                + (status == 0 ? "" : "-- exit status " + status + "\n");
    }
}
