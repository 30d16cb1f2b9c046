package netmon.service.fakes;


import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rows of a database, read by a separate connection. */
public final class Rows {
    /** The seconds in which the applications with Unattributed and the counted interfaces do not move the same. */
    private static final String UNEQUAL = """
            SELECT timestamp, sum(b_in), sum(b_out) FROM (
              SELECT timestamp, bytes_in AS b_in, bytes_out AS b_out FROM app_traffic_logs
              UNION ALL SELECT timestamp, -bytes_in, -bytes_out FROM counted_traffic)
            GROUP BY timestamp HAVING sum(b_in) <> 0 OR sum(b_out) <> 0""";

    private final Path file;

    public Rows(Path file) {
        this.file = file;
    }

    /** One row a line, with its columns separated by blanks. */
    public List<String> of(String sql) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.append(i == 1 ? "" : " ").append(rows.getString(i));
                }
                lines.add(line.toString());
            }
            return lines;
        }
    }

    public void change(String sql) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** The seconds with unequal sums, which should be none. */
    public List<String> unequal() throws SQLException {
        return of(UNEQUAL);
    }

    /** Each application with its sums. */
    public List<String> apps() throws SQLException {
        return of("SELECT app_name, sum(bytes_in), sum(bytes_out) FROM app_traffic_logs GROUP BY 1 ORDER BY 1");
    }

    /** Each interface with its sums. */
    public List<String> interfaces() throws SQLException {
        return of("SELECT interface, sum(bytes_in), sum(bytes_out) FROM traffic_logs GROUP BY 1 ORDER BY 1");
    }

    /** Each gap: kind, seconds, bytes, detail. */
    public List<String> gaps() throws SQLException {
        return of(
                "SELECT trim(kind || ' ' || (ended - started) || ' ' || bytes_in || ' ' || bytes_out || ' ' || detail)"
                        + " FROM gaps ORDER BY id");
    }

    /** Uses an escaped URI, because a question mark in a path would start the parameters of the driver. */
    public static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:sqlite:file://" + file.toAbsolutePath().toUri().getRawPath());
    }
}
