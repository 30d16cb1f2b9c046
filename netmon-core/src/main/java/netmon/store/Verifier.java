package netmon.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.store.blocks.Block;
import netmon.store.detail.DetailCheck;
import netmon.store.sqlite.Database;
import netmon.store.sqlite.Migrations;
import netmon.store.sqlite.SharedSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Compares the bytes of applications and counted interfaces in every bucket since netmon started to write, while SQLite
 * checks the integrity of the file. Two threads share the work.
 */
public final class Verifier {
    /** Receives the number of finished blocks after each block. */
    @FunctionalInterface
    public interface Progress {
        void done(int blocks, int of);
    }

    /** The cache in KiB (negative) for SQLite's integrity check, which reads every page of a few years twice. */
    private static final String CACHE = "PRAGMA cache_size = " + -(64 << 10);

    private final SharedSnapshot snapshot;
    private final Progress progress;
    private final SortedMap<Integer, Verification> checks = new TreeMap<>();
    private final int schema;
    private int next;
    private boolean stopped;

    private Verifier(SharedSnapshot snapshot, Progress progress, int schema) {
        this.snapshot = snapshot;
        this.progress = progress;
        this.schema = schema;
    }

    /**
     * Checks the whole database at one moment.
     *
     * @param progress called by one thread at a time
     * @throws StoreException if the database cannot be read; damaged content is part of the result instead
     */
    public static Verification verify(Path file, Progress progress) throws StoreException {
        try (SharedSnapshot snapshot = SharedSnapshot.of(file)) {
            Migrations.requireCurrent(snapshot.first());
            snapshot.first().allowLongStatements();
            snapshot.second().allowLongStatements();
            snapshot.first().script(CACHE);
            int schema = (int) snapshot.first().number("PRAGMA user_version");
            return new Verifier(snapshot, progress, schema).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Remedy.UNUSABLE, "interrupted while reading " + file);
        }
    }

    private Verification run() throws StoreException, InterruptedException {
        FutureTask<String> helper = new FutureTask<>(() -> {
            String strange = strangeRow(snapshot.second());
            compareAll(snapshot.second());
            return strange;
        });
        Thread thread = new Thread(helper, "verify");
        thread.start();
        String damage;
        try {
            damage = integrity(snapshot.first());
            if (damage == null) {
                compareAll(snapshot.first());
            }
        } finally {
            stop();
            thread.join();
        }
        if (damage != null) {
            return new Verification(schema, 0, null, damage); // sums of a damaged file mean nothing
        }
        return result(resultOf(helper));
    }

    private static String strangeRow(Database database) throws StoreException {
        String strange = StrangeRows.in(database);
        return Objects.requireNonNullElse(strange != null ? strange : DetailCheck.difference(database), "");
    }

    private static @Nullable String integrity(Database database) throws StoreException {
        String found = database.only(row -> row.getString(1), "PRAGMA integrity_check(1)");
        return "ok".equals(found) ? null : found.replace('\n', ' ');
    }

    private void compareAll(Database database) throws StoreException {
        List<Block> blocks = BlockCheck.blocks(database);
        for (int i = take(); i < blocks.size(); i = take()) {
            done(i, BlockCheck.of(database, schema, blocks.get(i)), blocks.size());
        }
    }

    private synchronized int take() {
        return stopped ? Integer.MAX_VALUE : next++;
    }

    private synchronized void done(int block, Verification check, int of) {
        checks.put(block, check);
        progress.done(checks.size(), of);
    }

    private synchronized void stop() {
        stopped = true;
    }

    private static String resultOf(FutureTask<String> helper) throws StoreException, InterruptedException {
        try {
            return helper.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private synchronized Verification result(String strange) {
        long buckets = checks.values().stream().mapToLong(Verification::buckets).sum();
        String damage = !strange.isEmpty() ? strange : first(Verification::damage);
        return new Verification(schema, buckets, first(Verification::difference), damage);
    }

    private <T> @Nullable T first(Function<Verification, @Nullable T> part) {
        return checks.values().stream()
                .map(part)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
