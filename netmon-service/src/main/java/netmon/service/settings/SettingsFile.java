package netmon.service.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import netmon.store.files.CheckedFiles;
import netmon.store.files.CheckedFiles.FileUse;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.PropertiesDefaultProvider;

/**
 * The settings file {@code ~/.netmon/netmon.properties}: one option a line, without its dashes.
 *
 * <pre>
 * # measure every two seconds
 * interval = 2s
 * interfaces = en0,en7
 * </pre>
 *
 * Options on the command line override it. An unknown key, a key that is set twice, or a wrong value is an error that
 * names the line.
 */
public final class SettingsFile {
    /** A larger file is not a settings file. */
    private static final int MOST_BYTES = 64 * 1024;

    /** The keys of the command {@code netmon}, which reads the same file and checks their values. */
    private static final Set<String> COMMAND_KEYS = Set.of("month-starts", "units");

    private static final Set<String> ACTIONS =
            Set.of("help", "version", "doctor", "record", "replay", "seconds", "anonymise", "enclose");

    public static final class WrongLine extends Exception {
        WrongLine(String message) {
            super(message);
        }
    }

    private SettingsFile() {}

    /**
     * Reads the file; if there is none, nothing is set.
     *
     * @param command creates a command line that knows the options
     */
    public static IDefaultValueProvider read(Path file, Supplier<CommandLine> command) throws WrongLine {
        Properties values = new Properties();
        Set<String> keys = new HashSet<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    add(values, keys, line, command);
                } catch (ParameterException e) {
                    throw new WrongLine(file + ", line " + (i + 1) + ": " + e.getMessage());
                }
            }
        }
        return new PropertiesDefaultProvider(values);
    }

    private static void add(Properties values, Set<String> keys, String line, Supplier<CommandLine> command) {
        int equals = line.indexOf('=');
        CommandLine parser = command.get();
        if (equals < 1) {
            throw new ParameterException(parser, "not of the form KEY = VALUE: " + line);
        }
        String key = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        if (!keys.add(key)) {
            throw new ParameterException(parser, "'" + key + "' is set twice");
        }
        if (COMMAND_KEYS.contains(key) || key.startsWith("push.")) { // netmon push checks its own keys
            return;
        }
        requireSetting(key, parser);
        parser.parseArgs("--" + key + "=" + value);
        values.setProperty(key, value);
    }

    private static void requireSetting(String key, CommandLine parser) {
        if (key.equals("db")) { // the command, the scripts, launchd and systemd find the database without this file
            throw new ParameterException(
                    parser, "use the option --db of netmon and of netmon-service to name another database");
        }
        if (ACTIONS.contains(key) || !parser.getCommandSpec().optionsMap().containsKey("--" + key)) {
            throw new ParameterException(parser, "there is no setting '" + key + "'");
        }
    }

    private static List<String> lines(Path file) throws WrongLine {
        try {
            byte[] bytes = content(file);
            if (bytes.length > MOST_BYTES) {
                throw new WrongLine(file + ": too large for a settings file");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .lines()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (CharacterCodingException e) {
            throw new WrongLine(file + ": not text in UTF-8");
        } catch (AccessDeniedException e) {
            throw new WrongLine("cannot read " + file + ": permission denied");
        } catch (IOException e) {
            throw new WrongLine("cannot read " + file + ": " + e.getMessage());
        }
    }

    private static byte[] content(Path file) throws IOException {
        try (InputStream in = Channels.newInputStream(CheckedFiles.open(file, FileUse.OBEY))) {
            return in.readNBytes(MOST_BYTES + 1);
        }
    }
}
