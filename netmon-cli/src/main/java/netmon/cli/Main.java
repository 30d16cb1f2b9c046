package netmon.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import netmon.cli.session.ExitCode;
import netmon.cli.session.LocalZone;
import netmon.cli.session.Session;
import netmon.cli.session.StandardOutput;
import netmon.model.PlainText;

/** Starts the command: parses the command line, runs what it names, writes the answer, tells the exit status. */
public final class Main {
    private final Map<String, String> environment;
    private final OutputStream out;
    private final OutputStream err;

    public Main(Map<String, String> environment, OutputStream out, OutputStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        LocalZone.spareTheTable();
        // Not System.out and System.err, which write in the locale's charset and keep errors to themselves.
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        int status = new Main(System.getenv(), new StandardOutput(), err).run(args);
        if (status != ExitCode.OK) {
            System.exit(status); // which first sets up the logging of exits, so not without need
        }
    }

    /** Runs one command line and returns its {@linkplain ExitCode exit status}. */
    public int run(String... args) {
        StringWriter answer = new StringWriter();
        StringWriter words = new StringWriter();
        Session session = new Session(
                environment,
                new PrintWriter(answer),
                new PrintWriter(words),
                out instanceof StandardOutput screen ? screen : null);
        Integer known = FastPath.run(session, args);
        int status = known != null ? known : CommandTree.run(session, args);
        try {
            write(out, answer);
        } catch (IOException e) {
            words.append("netmon: cannot write the answer: " + PlainText.of(String.valueOf(e.getMessage())) + '\n');
            status = ExitCode.FAILED;
        }
        try {
            write(err, words);
        } catch (IOException e) {
            return status; // nobody can be told
        }
        return status;
    }

    private static void write(OutputStream stream, StringWriter text) throws IOException {
        stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }
}
