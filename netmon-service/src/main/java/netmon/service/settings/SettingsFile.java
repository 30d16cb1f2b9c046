package netmon.service.settings;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.PropertiesDefaultProvider;

/**
 * The settings file {@code ~/.netmon/netmon.properties}: an option a line, without its dashes.
 *
 * <pre>
 * # look every two seconds
 * interval = 2s
 * interfaces = en0,en7
 * </pre>
 *
 * What is given on the command line comes before it. A key that is no option, or a value that the option does not take, is
 * an error that names the line.
 */
public final class SettingsFile implements IDefaultValueProvider {
    /** More is no settings file. */
    private static final long MOST_BYTES = 64 * 1024;

    /** Keys of the command {@code netmon}, which reads the same file. */
    private static final Set<String> COMMAND_KEYS = Set.of("month-starts", "units");

    /** Options that say what to do, and not how. */
    private static final Set<String> NO_SETTINGS =
            Set.of("help", "version", "doctor", "record", "replay", "seconds", "anonymise");

    /** The command, the scripts and launchd's or systemd's file all name the database by themselves, and do not look here. */
    private static final String DATABASE = "db";

    /** A line of the file that cannot be used. */
    public static final class WrongLine extends Exception {
        WrongLine(String message) {
            super(message);
        }
    }

    private final PropertiesDefaultProvider values;

    private SettingsFile(Properties values) {
        this.values = new PropertiesDefaultProvider(values);
    }

    /**
     * Reads the file; where there is none, nothing is set.
     *
     * @param command makes a command line that knows the options
     */
    public static SettingsFile read(Path file, Supplier<CommandLine> command) throws WrongLine {
        Properties values = new Properties();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(values, line, file + ", line " + (i + 1), command);
            }
        }
        return new SettingsFile(values);
    }

    @Override
    public String defaultValue(ArgSpec option) throws Exception {
        return values.defaultValue(option);
    }

    private static void add(Properties values, String line, String where, Supplier<CommandLine> command)
            throws WrongLine {
        int equals = line.indexOf('=');
        if (equals < 1) {
            throw new WrongLine(where + ": this is not KEY = VALUE: " + line);
        }
        String key = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        if (COMMAND_KEYS.contains(key)) {
            return;
        }
        if (key.equals(DATABASE)) {
            throw new WrongLine(where + ": another database is named by --db, to netmon as to netmon-service");
        }
        CommandLine parser = command.get();
        if (NO_SETTINGS.contains(key) || !parser.getCommandSpec().optionsMap().containsKey("--" + key)) {
            throw new WrongLine(where + ": there is no setting '" + key + "'");
        }
        if (values.containsKey(key)) {
            throw new WrongLine(where + ": '" + key + "' is set twice");
        }
        try {
            parser.parseArgs("--" + key + "=" + value);
        } catch (ParameterException e) {
            throw new WrongLine(where + ": " + e.getMessage());
        }
        values.setProperty(key, value);
    }

    private static List<String> lines(Path file) throws WrongLine {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new WrongLine(file + ": too large for a settings file");
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (MalformedInputException e) {
            throw new WrongLine(file + ": this is not text in UTF-8");
        } catch (AccessDeniedException e) {
            throw new WrongLine("cannot read " + file + ": permission denied");
        } catch (IOException e) {
            throw new WrongLine("cannot read " + file + ": " + e.getMessage());
        }
    }
}
