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
import netmon.store.files.CheckedFiles;

/** Runs one command line: parses it, runs the command, writes the answer and returns the exit status. */
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
        LocalZone.avoidZoneTable();
        CheckedFiles.readByName();
        // Not System.out and System.err, which write in the charset of the locale and hide errors.
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        int status = new Main(System.getenv(), new StandardOutput(), err).run(args);
        if (status != ExitCode.OK) {
            System.exit(status); // not for 0: exit sets up logging first, which takes time
        }
    }

    /** Runs one command line and returns its {@linkplain ExitCode exit status}. */
    public int run(String... args) {
        StringWriter answer = new StringWriter();
        StringWriter messages = new StringWriter();
        Session session = new Session(
                environment,
                new PrintWriter(answer),
                new PrintWriter(messages),
                out instanceof StandardOutput screen ? screen : null);
        Integer known = FastPath.run(session, args);
        int status = known != null ? known : CommandModel.run(session, args);
        try {
            write(out, answer);
        } catch (IOException e) {
            messages.append("netmon: cannot write the answer: " + PlainText.of(String.valueOf(e.getMessage())) + '\n');
            status = ExitCode.FAILED;
        }
        try {
            write(err, messages);
        } catch (IOException e) {
            return status; // there is no other place for a message
        }
        return status;
    }

    private static void write(OutputStream stream, StringWriter text) throws IOException {
        stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }
}
