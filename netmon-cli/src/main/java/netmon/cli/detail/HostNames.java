package netmon.cli.detail;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import netmon.model.Address;
import netmon.model.StoreException;
import netmon.store.TrafficReader;

/**
 * The names of addresses: those that a name server tells where the user asks for it, those in the file hosts, and those
 * that the service has stored.
 */
public final class HostNames {
    public static final Path FILE = Path.of("/etc/hosts");

    /** A larger file is not read: lists that block advertisements have megabytes of names for one address. */
    private static final long MOST_BYTES = 1 << 20;

    private static final int AT_ONCE = 16;
    private static final long LONGEST_SECONDS = 5;

    /** By the canonical text of the address: the hash of a record takes a start 20 ms, as no archive holds its code. */
    private final Map<String, String> names = new HashMap<>();

    private final Map<String, String> stored;
    private final Map<String, String> resolved = new ConcurrentHashMap<>();

    /** @param stored names by address */
    public HostNames(Map<String, String> stored) {
        this.stored = stored;
    }

    /** @param file lines of an address and its names */
    public HostNames(Path file, Map<String, String> stored) {
        this(stored);
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
                new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                        .lines()
                        .forEach(this::add);
            }
        } catch (IOException e) {
            return; // the addresses say enough
        }
    }

    private void add(String line) {
        int comment = line.indexOf('#');
        String[] words =
                (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+", -1);
        if (words.length > 1) {
            try {
                names.putIfAbsent(Address.parse(words[0]).toString(), words[1]);
            } catch (IllegalArgumentException e) {
                return; // not an address
            }
        }
    }

    /** Asks for the names of these addresses, all at once, for a few seconds at most. */
    public void resolve(List<String> addresses, UnaryOperator<String> server) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "resolve");
            thread.setDaemon(true);
            return thread;
        });
        for (String each : addresses) {
            threads.execute(() -> {
                String name = server.apply(each);
                if (!name.isEmpty() && !name.equals(each)) {
                    resolved.put(each, name);
                }
            });
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the system's resolver. */
    static String ask(String address) {
        try {
            return InetAddress.getByName(address).getCanonicalHostName();
        } catch (IOException e) {
            return "";
        }
    }

    /** Those of the file hosts and of the database. */
    public static HostNames of(TrafficReader store) throws StoreException {
        return new HostNames(FILE, store.hostNames());
    }

    /** The address, after the name of its host where that is known. */
    public String labelled(String address) {
        String name = of(address);
        return name.isEmpty() ? address : name + " (" + address + ")";
    }

    /** The name of a numeric address; empty where it is not known. */
    public String of(String address) {
        String name = resolved.get(address);
        if (name != null) {
            return name;
        }
        try {
            String canonical = Address.parse(address).toString();
            return names.getOrDefault(canonical, stored.getOrDefault(canonical, ""));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
