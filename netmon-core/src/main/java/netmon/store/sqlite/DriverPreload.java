package netmon.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** The database driver, whose loading takes half as long as Java's own start. */
public final class DriverPreload {
    private static volatile @Nullable Thread loading;

    private DriverPreload() {}

    /** Loads the driver in a thread of its own, for a command that has something else to do before it asks. */
    public static void loadAside() {
        // No lambda, since the first one of a process takes as long as a fifth of the driver.
        Thread thread = new Thread("driver") {
            @Override
            public void run() {
                load();
            }
        };
        thread.setDaemon(true);
        loading = thread;
        thread.start();
    }

    /** Waits until it is loaded, where that was begun. Two threads that load it together could wait for each other. */
    static void await() {
        Thread thread = loading;
        if (thread == null) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By an empty database in memory, so that whatever a connection needs was there once. */
    private static void load() {
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
                Statement statement = connection.prepareStatement("SELECT 1")) {
            statement.getConnection();
        } catch (SQLException e) {
            return; // to be told by whoever opens the real one
        }
    }
}
