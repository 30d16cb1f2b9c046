-- The two tables that people query with sqlite3. Their columns never change; all other data is in tables of its own.
-- A database that already has these tables keeps its rows. They have no index: each index would add a third to the
-- bytes that are written to disk every second. The table blocks gives the rows of a period; a query of a year that
-- does not use it takes 40 ms.

-- The bytes of each application.
--   SELECT app_name, SUM(bytes_in) / 1024 / 1024 AS mb FROM app_traffic_logs
--    WHERE timestamp > strftime('%s', 'now', '-1 hour') GROUP BY app_name ORDER BY mb DESC;
CREATE TABLE IF NOT EXISTS app_traffic_logs (
  id        INTEGER PRIMARY KEY AUTOINCREMENT, -- ascends in the order of writing, also when the clock is set back
  timestamp INTEGER NOT NULL,                  -- epoch second of the reading; compacted: first of its bucket
  app_name  TEXT    NOT NULL,                  -- 'Unattributed' for bytes without a known owner
  bytes_in  INTEGER NOT NULL,                  -- bytes received
  bytes_out INTEGER NOT NULL                   -- bytes sent
);

-- The bytes of each network interface, also of loopback and tunnels. See counted_traffic for those that count.
--   SELECT interface, SUM(bytes_in), SUM(bytes_out) FROM traffic_logs GROUP BY interface;
CREATE TABLE IF NOT EXISTS traffic_logs (
  id        INTEGER PRIMARY KEY AUTOINCREMENT, -- ascends in the order of writing, also when the clock is set back
  timestamp INTEGER NOT NULL,                  -- as in app_traffic_logs
  interface TEXT    NOT NULL,                  -- such as en0
  bytes_in  INTEGER NOT NULL,                  -- bytes received
  bytes_out INTEGER NOT NULL                   -- bytes sent
);
