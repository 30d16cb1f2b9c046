-- The two tables that people query with sqlite3. Their columns never change; what else is needed stands beside them.
-- A database that already has them keeps its rows. They have no index: each would add a third to what is written to
-- disk each second. The table blocks tells where a time's rows are; without it, a query of a year takes 40 ms.

-- What each application moved.
--   SELECT app_name, SUM(bytes_in) / 1024 / 1024 AS mb FROM app_traffic_logs
--    WHERE timestamp > strftime('%s', 'now', '-1 hour') GROUP BY app_name ORDER BY mb DESC;
CREATE TABLE IF NOT EXISTS app_traffic_logs (
  id        INTEGER PRIMARY KEY AUTOINCREMENT, -- ascends in the order of writing, also when the clock is set back
  timestamp INTEGER NOT NULL,                  -- epoch second of the reading; of a compacted row its bucket's first
  app_name  TEXT    NOT NULL,                  -- 'Unattributed': the bytes that no application is known to own
  bytes_in  INTEGER NOT NULL,                  -- bytes received
  bytes_out INTEGER NOT NULL                   -- bytes sent
);

-- What each network interface moved, loopback and tunnels included: see counted_traffic.
--   SELECT interface, SUM(bytes_in), SUM(bytes_out) FROM traffic_logs GROUP BY interface;
CREATE TABLE IF NOT EXISTS traffic_logs (
  id        INTEGER PRIMARY KEY AUTOINCREMENT, -- ascends in the order of writing, also when the clock is set back
  timestamp INTEGER NOT NULL,                  -- as in app_traffic_logs
  interface TEXT    NOT NULL,                  -- such as en0
  bytes_in  INTEGER NOT NULL,                  -- bytes received
  bytes_out INTEGER NOT NULL                   -- bytes sent
);
