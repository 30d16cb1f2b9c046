package netmon.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import netmon.model.LastReading;
import netmon.model.Sample;
import netmon.store.StoreException.Remedy;
import netmon.store.blocks.BlockRows;
import netmon.store.blocks.LocalHours;
import netmon.store.blocks.Retention;
import netmon.store.compaction.Compaction;
import netmon.store.compaction.Purge;
import netmon.store.files.FileIdentity;
import netmon.store.rows.AppRows;
import netmon.store.rows.GapRows;
import netmon.store.rows.InterfaceRows;
import netmon.store.rows.LastReadings;
import netmon.store.rows.MetaRows;
import netmon.store.rows.PeakRows;
import netmon.store.rows.RowIds;
import netmon.store.sqlite.Connections;
import netmon.store.sqlite.Database;
import netmon.store.sqlite.Migrations;
import netmon.store.sqlite.WalCheckpoint;
import org.jspecify.annotations.Nullable;

/** Writes samples into the database. Only the service uses it, under the {@code ServiceLock}, from one thread. */
public final class TrafficWriter implements AutoCloseable {
    private final Path file;
    private final FileIdentity identity;
    private final FileIdentity walIdentity;
    private final Database database;
    private final WalCheckpoint mainFile;
    private final LocalHours hours;
    private final MetaRows meta;
    private final RowIds appIds;
    private final RowIds interfaceIds;
    private final BlockRows blocks;
    private final AppRows apps;
    private final InterfaceRows interfaces;
    private final LastReadings readings;
    private final GapRows gaps;
    private final PeakRows peaks;

    /** Whether a transaction failed, so that what the rows' writers remember may never have been stored. */
    private boolean failed;

    private TrafficWriter(Path file, Database database, LocalHours hours) throws SQLException {
        this.file = file;
        this.identity = new FileIdentity(file);
        this.walIdentity = new FileIdentity(Connections.beside(file, "-wal"));
        this.database = database;
        this.mainFile = new WalCheckpoint(file, database, Connections.longLog(database));
        database.afterCommit(mainFile::copyLongLog);
        this.hours = hours;
        this.meta = new MetaRows(database);
        this.appIds = new RowIds(database, "app_traffic_logs", "first_app_row");
        this.interfaceIds = new RowIds(database, "traffic_logs", "first_interface_row");
        this.blocks = new BlockRows(database, hours, appIds, interfaceIds);
        this.apps = new AppRows(database, appIds);
        this.interfaces = new InterfaceRows(database, interfaceIds);
        this.readings = new LastReadings(database, meta);
        this.gaps = new GapRows(database);
        this.peaks = new PeakRows(database);
    }

    /**
     * Opens the database; makes it, and its folder, where there is none; takes the original's over; brings an older
     * one up to date.
     *
     * @throws StoreException if that is not possible; a newer netmon's or another program's file stays as it is
     */
    public static TrafficWriter open(Path file) throws StoreException {
        return open(file, ZoneId.systemDefault());
    }

    public static TrafficWriter open(Path file, ZoneId zone) throws StoreException {
        Database database = Connections.writer(file);
        try {
            Migrations.requireWritable(database, file);
            Connections.prepareForWriting(database);
            Migrations.apply(database);
            return new TrafficWriter(file, database, new LocalHours(zone));
        } catch (SQLException e) {
            throw database.closing(StoreException.of("cannot open " + file, e));
        } catch (StoreException e) {
            throw database.closing(e);
        }
    }

    /** From now on hours are those of this zone: of all that is not in hours yet. */
    public void moveTo(ZoneId zone) {
        hours.moveTo(zone);
    }

    /** The counters of the last sample; null where there was none yet. */
    public @Nullable LastReading lastReading() {
        return readings.last();
    }

    /** Writes one sample, as {@link #append(List)} does. */
    public void append(Sample sample) throws StoreException {
        append(List.of(sample));
    }

    /**
     * Writes samples, oldest first, in one transaction. A sample in which nothing moved writes nothing.
     *
     * @throws StoreException if nothing was written. The same samples may be given again later, with others after
     *     them: no byte is then lost or doubled. Of kind {@link Kind#REPLACED} as {@link #requirePresent} does
     */
    public void append(List<Sample> samples) throws StoreException {
        requirePresent();
        try {
            if (failed) {
                reload();
            }
            if (samples.stream().anyMatch(this::changesAnything)) {
                failed = true;
                database.transaction(() -> writeAll(samples));
                failed = false;
            }
        } catch (SQLException e) {
            throw madeRoom(StoreException.of("cannot write to " + file, e));
        }
    }

    /**
     * Throws if the file was moved away, replaced, deleted or written over: what is written would be lost.
     *
     * @throws StoreException of kind {@link Kind#REPLACED}; {@link #abandon} is all that can be done then. Of kind
     *     {@link Kind#BUSY} while somebody is still writing over it
     */
    public void requirePresent() throws StoreException {
        if (identity.isGone()) {
            throw new StoreException(Remedy.REPLACED, file + " was replaced or deleted while it was written");
        }
        if (mainFile.isOverwritten()) {
            throw mainFile.isSettled()
                    ? new StoreException(Remedy.REPLACED, file + " was overwritten by another program")
                    : new StoreException(Remedy.BUSY, file + " is being overwritten by another program");
        }
    }

    /**
     * Closes a file that has lost its name or its content, and takes its log from beside the file that has the name now:
     * SQLite would take it for that one's. If somebody has moved the file to another place, it is whole there.
     */
    public void abandon() throws StoreException {
        if (!identity.isGone() && mainFile.isOverwritten()) {
            closeOverwritten();
            return;
        }
        try (database) {
            database.query(row -> row.getInt(1), "PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            throw StoreException.of("cannot close " + file, e);
        } finally {
            removeLog();
        }
    }

    private void closeOverwritten() throws StoreException {
        try {
            mainFile.closeWithoutLog();
        } catch (IOException e) {
            throw StoreException.of("cannot remove the log of " + file, e);
        }
    }

    private void removeLog() throws StoreException {
        if (walIdentity.isGone()) {
            return; // it came with the file that has the name now
        }
        try {
            Files.deleteIfExists(Connections.beside(file, "-wal"));
            Files.deleteIfExists(Connections.beside(file, "-shm"));
        } catch (IOException e) {
            throw StoreException.of("cannot remove the log of " + file, e);
        }
    }

    /** Copies the log into the database and closes both; only closes, if somebody has written over it. */
    @Override
    public void close() throws StoreException {
        if (!identity.isGone() && mainFile.isOverwritten()) {
            closeOverwritten();
            return;
        }
        try {
            database.close();
        } catch (SQLException e) {
            throw StoreException.of("cannot close " + file, e);
        }
    }

    /** What makes this database's old rows coarser; of the log's connection and thread. */
    public Compaction compaction(Retention tiers) {
        return new Compaction(this, hours, tiers);
    }

    /**
     * Forgets what was before a moment, of all or of one application, whose bytes then become Unattributed.
     *
     * @return the moment that it was rounded down to, since a bucket is forgotten as a whole or not at all
     * @throws StoreException if not all of it was forgotten; to be tried again
     */
    public long purge(long before, @Nullable String app) throws StoreException {
        try {
            return new Purge(database, mainFile).before(before, app);
        } catch (SQLException e) {
            throw StoreException.of("cannot purge " + file, e);
        } finally {
            peaks.reload(); // the present quarter's may be forgotten, where the moment is yet to come
        }
    }

    /** The limits that people set; of the log's connection and thread. */
    public AlertStore alerts() {
        return new AlertStore(this);
    }

    public Path file() {
        return file;
    }

    public Database database() {
        return database;
    }

    /** On a full disk the log's space can be used again once its pages are copied, if there is room for those. */
    private StoreException madeRoom(StoreException failure) {
        if (failure.kind() == Remedy.FULL) {
            try {
                mainFile.copyLog("PASSIVE");
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }
        return failure;
    }

    private boolean changesAnything(Sample sample) {
        return hasRows(sample) || !sample.gaps().isEmpty() || readings.differsFrom(sample);
    }

    private static boolean hasRows(Sample sample) {
        return sample.apps().stream().anyMatch(each -> !each.traffic().isNone())
                || sample.delta().interfaces().stream()
                        .anyMatch(each -> !each.traffic().isNone());
    }

    private void writeAll(List<Sample> samples) throws SQLException {
        for (Sample each : samples) {
            write(each);
        }
    }

    private void write(Sample sample) throws SQLException {
        if (meta.get(MetaRows.VALID_FROM) == null) {
            meta.put(MetaRows.VALID_FROM, Long.toString(sample.at()));
        }
        if (hasRows(sample)) {
            blocks.admit(sample.at());
        }
        apps.write(sample.at(), sample.apps());
        interfaces.write(sample.at(), sample.delta());
        gaps.write(sample.gaps());
        peaks.write(sample);
        readings.write(sample);
    }

    private void reload() throws SQLException {
        meta.reload();
        appIds.reload();
        interfaceIds.reload();
        blocks.reload();
        interfaces.reload();
        readings.reload();
        peaks.reload();
        failed = false;
    }
}
