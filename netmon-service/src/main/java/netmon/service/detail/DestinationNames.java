package netmon.service.detail;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import netmon.model.Address;
import netmon.model.AddressNames;
import netmon.model.StoreException;
import netmon.service.log.FailureLog;
import org.jspecify.annotations.Nullable;

/**
 * Stores the names of destinations as soon as they appear: the system's resolver forgets a name within minutes. Another
 * thread asks for them, so that a slow answer holds up no measurement.
 */
public final class DestinationNames implements Consumer<Address> {
    /** More destinations than a busy machine has in an hour. */
    private static final int CAPACITY = 2_000;

    /** A program may connect before the resolver has the answer in its cache; other addresses were never a name. */
    private static final int MOST_TRIES = 3;

    /** After this time an address may have another name. */
    private static final long RENEWAL_NANOS = TimeUnit.HOURS.toNanos(1);

    private final AddressNames source;
    private final HostWriter store;
    private final LongSupplier nanos;
    private final Executor threads;
    private final FailureLog failures = new FailureLog("names of destinations");

    /** How often each recent destination was asked for; as often as allowed if its name is known. */
    private final Map<Address, Integer> tries = new LinkedHashMap<>();

    private long renewedAt;
    private @Nullable FutureTask<Map<Address, String>> asked;

    /** Stores names by address. */
    @FunctionalInterface
    public interface HostWriter {
        void write(Map<String, String> names, long now) throws StoreException;
    }

    /** @param nanos the monotonic clock */
    public DestinationNames(AddressNames source, HostWriter store, LongSupplier nanos) {
        this(source, store, nanos, DestinationNames::start);
    }

    /** @param threads runs a question in a thread of its own */
    DestinationNames(AddressNames source, HostWriter store, LongSupplier nanos, Executor threads) {
        this.source = source;
        this.store = store;
        this.nanos = nanos;
        this.threads = threads;
        renewedAt = nanos.getAsLong();
    }

    /** Notes a destination. */
    @Override
    public void accept(Address destination) {
        if (tries.size() < CAPACITY) {
            tries.putIfAbsent(destination, 0);
        }
    }

    /** Stores the names that have been found, and starts to search for others. */
    public void work(long now) throws StoreException {
        if (asked != null && !asked.isDone()) {
            return;
        }
        if (asked != null) {
            Map<Address, String> found = found(asked);
            asked = null;
            store(found, now);
        }
        if (nanos.getAsLong() - renewedAt > RENEWAL_NANOS) {
            renewedAt = nanos.getAsLong();
            tries.clear();
        }
        ask();
    }

    private Map<Address, String> found(FutureTask<Map<Address, String>> answer) {
        try {
            Map<Address, String> found = answer.get();
            failures.succeeded();
            return found;
        } catch (ExecutionException e) {
            failures.failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Map.of();
    }

    private void store(Map<Address, String> found, long now) throws StoreException {
        if (!found.isEmpty()) {
            Map<String, String> names = new HashMap<>();
            found.forEach((address, name) -> names.put(address.toString(), name));
            store.write(names, now);
            found.keySet().forEach(each -> tries.put(each, MOST_TRIES));
        }
    }

    private void ask() {
        Set<Address> wanted = new HashSet<>();
        tries.forEach((address, count) -> {
            if (count < MOST_TRIES) {
                wanted.add(address);
            }
        });
        if (wanted.isEmpty()) {
            return;
        }
        wanted.forEach(each -> tries.merge(each, 1, Integer::sum));
        asked = new FutureTask<>(() -> source.of(wanted));
        threads.execute(asked);
    }

    private static void start(Runnable question) {
        Thread thread = new Thread(question, "names of destinations");
        thread.setDaemon(true);
        thread.start();
    }
}
