package netmon.store.detail;

import java.util.List;
import netmon.model.StoreException;
import netmon.store.sqlite.Database;
import netmon.store.sqlite.Migrations;

/**
 * The tables of the detail. They are made when the service first stores detail, so that they cost nothing where it does
 * not. No other table refers to them: a database without them is whole.
 */
final class DetailTables {
    private static final List<String> NAMES = List.of("detail_names", "detail_buckets", "detail_traffic");

    private static final String PRESENT = "SELECT count(*) FROM sqlite_master WHERE name IN ('"
            + String.join("', '", NAMES) + "') AND " + Migrations.IS_PLAIN_TABLE;

    private static final String CREATE = """
            -- The texts of detail_traffic, each once: applications, processes, users and addresses.
            CREATE TABLE detail_names (
              id   INTEGER PRIMARY KEY,
              name TEXT NOT NULL UNIQUE
            );

            -- The stretches of time of detail_traffic.
            CREATE TABLE detail_buckets (
              id        INTEGER PRIMARY KEY,
              started   INTEGER NOT NULL, -- epoch second
              ended     INTEGER NOT NULL, -- the first second after it
              tier      INTEGER NOT NULL, -- 0: being written, 1: a minute, 2: an hour, 3: a day; 4: a minute that
                                          -- is a part of an hour as well, 5: an hour that is a part of a day
              row_count INTEGER NOT NULL  -- of detail_traffic
            );
            CREATE INDEX detail_buckets_by_time ON detail_buckets (tier, started);

            -- The bytes of the applications by process, destination and so on. In each bucket that is not being
            -- written they add up to app_traffic_logs, for each application.
            CREATE TABLE detail_traffic (
              bucket      INTEGER NOT NULL, -- detail_buckets.id
              app         INTEGER NOT NULL, -- detail_names.id, as the next ones
              process     INTEGER NOT NULL,
              user        INTEGER NOT NULL,
              destination INTEGER NOT NULL,
              port        INTEGER NOT NULL, -- 0 where unknown
              protocol    INTEGER NOT NULL, -- 6: TCP, 17: UDP, 0: unknown
              network     INTEGER NOT NULL, -- 0: unknown, 1: internet, 2: lan, 3: link-local, 4: multicast
              kind        INTEGER NOT NULL, -- 0: as the row says, 1: the parts with few bytes, 2: not recorded
              bytes_in    INTEGER NOT NULL,
              bytes_out   INTEGER NOT NULL,
              PRIMARY KEY (bucket, app, process, user, destination, port, protocol, network, kind)
            ) WITHOUT ROWID;

            -- The same with names, each byte once.
            --   SELECT destination, sum(bytes_in) FROM detail WHERE app_name = 'Safari' GROUP BY destination;
            CREATE VIEW detail AS
            SELECT started, ended, a.name AS app_name, p.name AS process, u.name AS user, d.name AS destination,
                   port, protocol, network, kind, bytes_in, bytes_out
              FROM detail_traffic t JOIN detail_buckets b ON b.id = t.bucket JOIN detail_names a ON a.id = t.app
              JOIN detail_names p ON p.id = t.process JOIN detail_names u ON u.id = t.user
              JOIN detail_names d ON d.id = t.destination WHERE b.tier <= 3;
            """;

    private DetailTables() {}

    static boolean exist(Database database) throws StoreException {
        return database.number(PRESENT) == NAMES.size();
    }

    /** Makes the tables; what is left of them, after another program has dropped one, is dropped first. */
    static void make(Database database) throws StoreException {
        if (!exist(database)) {
            drop(database);
            database.script(CREATE);
        }
    }

    /** Another program may have put a view in the place of a table. */
    static void drop(Database database) throws StoreException {
        List<String> found = database.query(
                row -> row.getString(1) + " " + row.getString(2),
                "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND name IN ('detail', '"
                        + DetailHosts.TABLE + "', '" + String.join("', '", NAMES) + "')");
        for (String each : found) {
            database.script("DROP " + each);
        }
    }
}
