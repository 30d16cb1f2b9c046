package netmon.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.store.Verification.Difference;
import netmon.store.blocks.Block;
import netmon.store.blocks.BlockCheck;
import netmon.store.sqlite.Database;
import netmon.store.sqlite.Migrations;
import netmon.store.sqlite.SharedSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Compares, for every bucket since the database's sums hold, the applications' bytes with the counted interfaces', while
 * SQLite looks through the file. Two threads do it: on a year's rows it takes several times as long as Java's start.
 */
public final class Verifier {
    /** Told after each block how many of how many are done. */
    @FunctionalInterface
    public interface Progress {
        void done(int blocks, int of);
    }

    /**
     * SQLite's own look reads every page twice, far apart; a few years fit. Blocks are read one after the other, for which
     * the usual cache suffices. Negative: in KiB.
     */
    private static final String CACHE = "PRAGMA cache_size = " + -(64 << 10);

    private final SharedSnapshot moment;
    private final Progress progress;
    private final SortedMap<Integer, BlockCheck> checks = new TreeMap<>();
    private int next;
    private boolean stopped;

    private Verifier(SharedSnapshot moment, Progress progress) {
        this.moment = moment;
        this.progress = progress;
    }

    /**
     * Looks at the whole database as it is at one moment.
     *
     * @param progress is told by one thread at a time
     * @throws StoreException if it cannot be read; that its content is damaged is part of the result
     */
    public static Verification verify(Path file, Progress progress) throws StoreException {
        try (SharedSnapshot moment = SharedSnapshot.of(file)) {
            Migrations.requireCurrent(moment.first());
            moment.first().script(CACHE);
            return new Verifier(moment, progress).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Remedy.UNUSABLE, "interrupted while reading " + file);
        }
    }

    private Verification run() throws StoreException, InterruptedException {
        FutureTask<Boolean> aside = new FutureTask<>(() -> compareAll(moment.second()));
        new Thread(aside, "verify").start();
        String damage;
        try {
            damage = integrity(moment.first());
            if (damage == null) {
                compareAll(moment.first());
            }
        } finally {
            stop();
            awaitEnd(aside);
        }
        int schema = (int) moment.first().number("PRAGMA user_version");
        if (damage != null) {
            return new Verification(schema, 0, null, damage); // sums of what is not whole tell nothing
        }
        requireDone(aside);
        return result(schema);
    }

    private static @Nullable String integrity(Database database) throws StoreException {
        String found = database.query(row -> row.getString(1), "PRAGMA integrity_check(1)")
                .get(0);
        return "ok".equals(found) ? null : found.replace('\n', ' ');
    }

    /** Takes blocks until none is left. */
    private boolean compareAll(Database database) throws StoreException {
        List<Block> blocks = BlockCheck.blocks(database);
        for (int i = take(); i < blocks.size(); i = take()) {
            done(i, BlockCheck.of(database, blocks.get(i)), blocks.size());
        }
        return true;
    }

    private synchronized int take() {
        return stopped ? Integer.MAX_VALUE : next++;
    }

    private synchronized void done(int block, BlockCheck check, int of) {
        checks.put(block, check);
        progress.done(checks.size(), of);
    }

    private synchronized void stop() {
        stopped = true;
    }

    private static void awaitEnd(FutureTask<Boolean> aside) throws InterruptedException {
        try {
            aside.get();
        } catch (ExecutionException e) {
            return; // to be told once it is known whether the file is whole
        }
    }

    private static void requireDone(FutureTask<Boolean> aside) throws StoreException, InterruptedException {
        try {
            aside.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private synchronized Verification result(int schema) {
        long buckets = checks.values().stream().mapToLong(BlockCheck::buckets).sum();
        Difference difference = checks.values().stream()
                .map(BlockCheck::mismatch)
                .filter(Objects::nonNull)
                .findFirst()
                .map(each -> new Difference(each.at(), each.apps(), each.interfaces()))
                .orElse(null);
        String damage = checks.values().stream()
                .map(BlockCheck::damage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new Verification(schema, buckets, difference, damage);
    }
}
