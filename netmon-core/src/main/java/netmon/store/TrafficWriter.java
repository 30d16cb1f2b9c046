package netmon.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import netmon.model.LastReading;
import netmon.model.Retention;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.store.blocks.BlockRows;
import netmon.store.blocks.LocalHours;
import netmon.store.compaction.Purge;
import netmon.store.detail.DetailCoarsening;
import netmon.store.detail.DetailHosts;
import netmon.store.detail.DetailNames;
import netmon.store.detail.DetailRows;
import netmon.store.files.PrivateFiles;
import netmon.store.push.PushStore;
import netmon.store.rows.AppAliases;
import netmon.store.rows.AppRows;
import netmon.store.rows.GapRows;
import netmon.store.rows.InterfaceRows;
import netmon.store.rows.LastReadings;
import netmon.store.rows.MetaRows;
import netmon.store.rows.PeakRows;
import netmon.store.rows.SampleRows;
import netmon.store.sqlite.Connections;
import netmon.store.sqlite.Database;
import netmon.store.sqlite.DatabaseFile;
import netmon.store.sqlite.Migrations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes samples into the database. Only the service uses it, under the {@code ServiceLock}, from one thread. */
public final class TrafficWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficWriter.class);

    private final Database database;
    private final DatabaseFile file;
    private final LocalHours hours;
    private final MetaRows meta;
    private final BlockRows blocks;
    private final LastReadings readings;
    private final PeakRows peaks;
    private final InterfaceRows interfaces;
    private final List<SampleRows> tables;
    private final DetailNames detailNames;
    private boolean storesDetail;

    /** Also where no detail is stored any more: the clock may be set back into a minute that has some. */
    private @Nullable DetailRows detail;

    /** Whether a transaction failed, so that the caches of the row classes may be ahead of the database. */
    private boolean failed;

    private TrafficWriter(Database database, LocalHours hours) throws StoreException {
        this.database = database;
        this.file = new DatabaseFile(database);
        this.hours = hours;
        this.detailNames = new DetailNames(database);
        this.meta = new MetaRows(database);
        AppRows apps = new AppRows(database);
        this.interfaces = new InterfaceRows(database);
        this.blocks = new BlockRows(database, hours, List.of(apps.ids(), interfaces.ids()));
        this.readings = new LastReadings(database, meta);
        this.peaks = new PeakRows(database);
        this.detail = DetailRows.ofStored(database, detailNames);
        this.tables = List.of(apps, interfaces, new GapRows(database), peaks, readings);
    }

    /**
     * Opens the database; makes a missing one, takes over the original program's, and migrates an older one.
     *
     * @throws StoreException if that fails; the file of a newer netmon or of another program stays unchanged
     */
    public static TrafficWriter open(Path file) throws StoreException {
        return open(file, ZoneId.systemDefault());
    }

    public static TrafficWriter open(Path file, ZoneId zone) throws StoreException {
        Database database = Connections.writer(file);
        try {
            Migrations.requireWritable(database);
            if (Migrations.isOriginals(database)) {
                database.close(); // first: makePrivate opens and closes the file, which would drop SQLite's locks on it
                makePrivate(file);
                database = Connections.writer(file);
            }
            Connections.prepareForWriting(database);
            Migrations.apply(database);
            return new TrafficWriter(database, new LocalHours(zone));
        } catch (StoreException e) {
            throw database.closing(e);
        }
    }

    /** Everybody could read the database of the original program. */
    private static void makePrivate(Path file) throws StoreException {
        try {
            if (PrivateFiles.makePrivate(file)) {
                LOG.info("{} and the files beside it are readable by their owner alone from now on", file);
            }
        } catch (IOException e) {
            throw StoreException.of("cannot make " + file + " private", e);
        }
    }

    /** From now on compaction uses the hours of this zone, for all rows that are not hours yet. */
    public void moveTo(ZoneId zone) {
        hours.moveTo(zone);
    }

    /**
     * Looks up, once after each change of the naming rules, which stored names are earlier ones of applications.
     *
     * @param rules the number of the rules
     * @param naming the present name of an application with this name; the same name if it has not changed
     */
    public void adoptNames(int rules, UnaryOperator<String> naming) throws StoreException {
        String number = Integer.toString(rules);
        if (!number.equals(meta.get(MetaRows.NAMING))) {
            failed = true;
            database.transaction(() -> {
                new AppAliases(database).adopt(naming);
                meta.put(MetaRows.NAMING, number);
            });
            failed = false;
        }
    }

    /** The counters of the last sample; null if there was none yet. */
    public @Nullable LastReading lastReading() {
        return readings.last();
    }

    public void append(Sample sample) throws StoreException {
        append(List.of(sample));
    }

    /**
     * Writes samples, oldest first, in one transaction. A sample without any traffic or change writes nothing.
     *
     * @throws StoreException if nothing was written. The caller may append the same samples again later, with others
     *     after them: no byte is then lost or counted twice. Also throws as {@link #requirePresent} does
     */
    public void append(List<Sample> samples) throws StoreException {
        requirePresent();
        try {
            if (failed) {
                reload();
            }
            if (samples.stream().anyMatch(each -> each.changesTables() || readings.differsFrom(each))) {
                failed = true;
                database.transaction(() -> {
                    for (Sample each : samples) {
                        write(each);
                    }
                });
                failed = false;
            }
        } catch (StoreException e) {
            throw file.madeRoom(e);
        }
    }

    /**
     * Throws if the file was moved, replaced, deleted or overwritten: whatever is written would be lost.
     *
     * @throws StoreException of kind {@link Remedy#REPLACED}: the caller can only {@link #abandon} the file. Of kind
     *     {@link Remedy#BUSY} while another program is still overwriting it
     */
    public void requirePresent() throws StoreException {
        file.requirePresent();
    }

    /** Closes a file that lost its name or content, and removes its log, which must not be applied to another file. */
    public void abandon() throws StoreException {
        file.abandon();
    }

    /** Copies the log into the database and closes both; only closes them if the file was overwritten. */
    @Override
    public void close() throws StoreException {
        if (detail != null && !failed) {
            detail.close(this::requirePresent);
        }
        detail = null;
        file.close();
    }

    /** From now on stores the parts of samples as well. */
    public void storeDetail() throws StoreException {
        storesDetail = true;
        detail = DetailRows.making(database, detailNames);
    }

    /** Writes the parts that wait in memory since a while, also without a new sample. */
    public void writeWaitingDetail(long now) throws StoreException {
        if (detail != null && !failed) {
            requirePresent();
            failed = true;
            detail.writeWaiting(now);
            failed = false;
        }
    }

    /** The compaction of this database; it shares this writer's connection and thread. */
    public Compaction compaction(Retention retention) {
        return compaction(retention, Compaction.DETAIL_BYTES);
    }

    /** The same with a limit for the size of the detail, beyond which its oldest part is deleted. */
    public Compaction compaction(Retention retention, long detailBytes) {
        var ofDetail = new DetailCoarsening(database, hours, detailNames, retention, detailBytes);
        return new Compaction(database, hours, retention, interfaces, ofDetail);
    }

    /**
     * Deletes everything before a moment, or only the name of one application: its bytes become Unattributed.
     *
     * @return the moment after rounding down to the start of its bucket: a bucket is deleted as a whole or not at all
     * @throws StoreException if not everything was deleted; the caller can try again
     */
    public long purge(long before, @Nullable String app) throws StoreException {
        try {
            return new Purge(database, file, detailNames).before(before, app);
        } finally {
            peaks.reload(); // a purge up to a future moment deletes the peak of the present quarter too
            detailNames.reload();
        }
    }

    /** Deletes all stored detail, also if it is damaged. */
    public void purgeDetail() throws StoreException {
        new Purge(database, file, detailNames).detail();
        detail = storesDetail ? DetailRows.making(database, detailNames) : null;
    }

    /** The alerts in this database; they share this writer's connection and thread. */
    public AlertStore alerts() {
        return new AlertStore(database);
    }

    /** The state of pushes in this database; it shares this writer's connection and thread. */
    public PushStore pushes() {
        return new PushStore(database);
    }

    /** The networks of the interfaces; they share this writer's connection and thread. */
    public NetworkStore networks() {
        return new NetworkStore(database);
    }

    /** Stores names of destinations by address. */
    public void writeHosts(Map<String, String> names, long now) throws StoreException {
        new DetailHosts(database).write(names, now);
    }

    public Path file() {
        return database.file();
    }

    Database database() {
        return database;
    }

    private void write(Sample sample) throws StoreException {
        if (meta.get(MetaRows.VALID_FROM) == null) {
            meta.put(MetaRows.VALID_FROM, Long.toString(sample.at()));
        }
        if (sample.hasTraffic()) {
            blocks.admit(sample.at());
        }
        for (SampleRows each : tables) {
            each.write(sample);
        }
        if (detail != null) {
            detail.write(storesDetail ? sample : sample.with(List.of()));
        }
    }

    private void reload() throws StoreException {
        meta.reload();
        blocks.reload();
        for (SampleRows each : tables) {
            each.reload();
        }
        if (detail != null) {
            detail.reload();
        }
        failed = false;
    }
}
