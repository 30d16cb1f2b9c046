package netmon.cli.push;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.cli.session.Session;
import netmon.store.files.CheckedFiles;
import netmon.store.files.CheckedFiles.FileUse;
import netmon.store.files.PrivateFiles;

/**
 * The headers of a destination, such as a token: lines of the form {@code Name: value} in a file that only its owner
 * can read, or in the variable NETMON_PUSH_HEADERS_NAME. No message contains them.
 */
final class PushHeaders {
    private static final int MOST_BYTES = 64 * 1024;
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(\\P{Cntrl}*)");
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private PushHeaders() {}

    static Map<String, String> read(PushDestination destination, Session session) throws PushFailure {
        Map<String, String> headers = new LinkedHashMap<>();
        String variable = variable(destination.name());
        add(headers, session.variable(variable), variable);
        Path file = destination.headersFile();
        if (file != null) {
            add(headers, secret(file), file.toString());
        }
        if (!headers.isEmpty() && !destination.isProtected()) {
            throw new PushFailure("headers are sent over https, or to this machine, only; change push."
                    + destination.name() + ".url to https");
        }
        return headers;
    }

    static String variable(String name) {
        return "NETMON_PUSH_HEADERS_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The text of a file that only its owner can read. */
    static String secret(Path file) throws PushFailure {
        try (InputStream in = Channels.newInputStream(CheckedFiles.open(file, FileUse.OBEY))) {
            if (!OWNER_ONLY.containsAll(PrivateFiles.Access.of(file).permissions())) {
                throw new PushFailure("others can read " + file + "; run: chmod 600 " + file);
            }
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static PushFailure unreadable(Path file, IOException e) {
        String why = e instanceof NoSuchFileException ? "there is no such file" : e.getMessage();
        return new PushFailure("cannot read " + file + ": " + why);
    }

    /** The line number is all that a message may show of a line. */
    private static void add(Map<String, String> headers, String text, String source) throws PushFailure {
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            Matcher header = HEADER.matcher(line);
            if (header.matches()) {
                headers.put(header.group(1), header.group(2));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw new PushFailure(source + ", line " + number + ": not of the form Name: value");
            }
        }
    }
}
