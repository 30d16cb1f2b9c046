-- The tables beside the two public ones.

-- The row ids of a stretch of time: usually of one hour of the local clock, and of one day once the rows are quarters.
-- When the clock is set back, a new block starts, so two blocks may overlap in time, but never in rows.
--   SELECT a.* FROM blocks b JOIN app_traffic_logs a ON a.id >= b.first_app_row AND a.id < b.end_app_row
--    WHERE b.latest >= 1790000000 AND a.timestamp >= 1790000000;
CREATE TABLE blocks (
  id                  INTEGER PRIMARY KEY, -- ascends in the order of writing; rows are added to the last block only
  first_app_row       INTEGER NOT NULL,    -- the first app_traffic_logs.id
  end_app_row         INTEGER NOT NULL,    -- the first id after it; the largest number while it is being written
  first_interface_row INTEGER NOT NULL,    -- the first traffic_logs.id
  end_interface_row   INTEGER NOT NULL,    -- the first id after it; the largest number while it is being written
  earliest            INTEGER NOT NULL,    -- no row has a timestamp before this one
  latest              INTEGER NOT NULL,    -- no row has a timestamp after this one
  tier                INTEGER NOT NULL,    -- the length of its buckets. 0: second, 1: minute, 2: quarter, 3: hour
  compacted_to        INTEGER NOT NULL,    -- rows with earlier timestamps already have the next tier
  totals              INTEGER NOT NULL,    -- app_totals has the sums of its app rows with lower ids
  valid               INTEGER NOT NULL     -- 1: applications and interfaces agree; 0: another program wrote it
);

-- The blocks that are not compacted to hours yet: of years of blocks, those of the last sixty days.
CREATE INDEX blocks_by_tier ON blocks (tier) WHERE tier < 3;

-- Finds the blocks of a day among those of years.
CREATE INDEX blocks_by_time ON blocks (latest);

-- The sums of each block, so that a report of a day need not read all its rows. You can delete them at any time, if you
-- set blocks.totals to 0 as well.
--   SELECT app_name, SUM(bytes_in) FROM app_totals GROUP BY app_name;
CREATE TABLE app_totals (
  block         INTEGER NOT NULL, -- blocks.id
  app_name      TEXT    NOT NULL, -- app_traffic_logs.app_name
  bytes_in      INTEGER NOT NULL, -- the sum of app_traffic_logs.bytes_in
  bytes_out     INTEGER NOT NULL, -- the sum of app_traffic_logs.bytes_out
  estimated_in  INTEGER NOT NULL, -- the sum of app_estimates.bytes_in
  estimated_out INTEGER NOT NULL, -- the sum of app_estimates.bytes_out
  PRIMARY KEY (block, app_name)
) WITHOUT ROWID;

-- The part of a row of app_traffic_logs that was estimated. No row here means that all of it was measured.
--   SELECT app_name, SUM(e.bytes_in) FROM app_estimates e JOIN app_traffic_logs USING (id) GROUP BY app_name;
CREATE TABLE app_estimates (
  id        INTEGER PRIMARY KEY, -- app_traffic_logs.id
  bytes_in  INTEGER NOT NULL,    -- at most bytes_in of that row
  bytes_out INTEGER NOT NULL     -- at most bytes_out of that row
);

-- From which row on the bytes of an interface are counted or not counted. A line applies until the next line of the
-- interface. It refers to a row and not to a second, because seconds repeat when the clock is set back.
--   SELECT interface, datetime(since, 'unixepoch'), counted FROM interface_counting ORDER BY since;
CREATE TABLE interface_counting (
  interface TEXT    NOT NULL, -- traffic_logs.interface
  first_row INTEGER NOT NULL, -- the first traffic_logs.id that it applies to; 0 in an interface's first line
  since     INTEGER NOT NULL, -- epoch second of that row
  counted   INTEGER NOT NULL, -- 1: its bytes enter or leave the machine here, so they belong to applications
  PRIMARY KEY (interface, first_row)
) WITHOUT ROWID;

-- The rows of traffic_logs, each with the status of its interface: counted or not.
--   SELECT interface, counted, SUM(bytes_in), SUM(bytes_out) FROM interface_traffic GROUP BY interface, counted;
CREATE VIEW interface_traffic AS
SELECT t.id, t.timestamp, t.interface, t.bytes_in, t.bytes_out,
       (SELECT c.counted FROM interface_counting c
         WHERE c.interface = t.interface AND c.first_row <= t.id
         ORDER BY c.first_row DESC LIMIT 1) AS counted
  FROM traffic_logs t;

-- The rows of traffic_logs with bytes that belong to applications. In each bucket since valid_from their sum equals
-- the sum of app_traffic_logs.
--   SELECT SUM(bytes_in), SUM(bytes_out) FROM counted_traffic;
CREATE VIEW counted_traffic AS
SELECT id, timestamp, interface, bytes_in, bytes_out FROM interface_traffic WHERE counted;

-- The interface counters of the last sample. The first sample after a start is measured from them.
--   SELECT interface, received, sent FROM last_readings;
CREATE TABLE last_readings (
  interface TEXT    NOT NULL, -- such as en0
  link      TEXT    NOT NULL, -- the kernel's number for it; empty where unknown
  at        INTEGER NOT NULL, -- epoch second of the last sample that changed them
  received  INTEGER NOT NULL, -- the counter, an unsigned 64-bit number stored as signed
  sent      INTEGER NOT NULL, -- the counter, an unsigned 64-bit number stored as signed
  PRIMARY KEY (interface, link)
) WITHOUT ROWID;

-- Stretches of time with missing or doubtful data. Consecutive gaps of one kind are one row.
--   SELECT datetime(started, 'unixepoch'), kind, detail FROM gaps ORDER BY started DESC;
CREATE TABLE gaps (
  id        INTEGER PRIMARY KEY,
  kind      TEXT    NOT NULL, -- not running, asleep, stalled, clock stepped, counter reset, counter frozen, ...
  started   INTEGER NOT NULL, -- epoch second
  ended     INTEGER NOT NULL, -- epoch second; before started where the clock was set back
  bytes_in  INTEGER NOT NULL, -- bytes received that were booked for that time
  bytes_out INTEGER NOT NULL, -- bytes sent that were booked for that time
  detail    TEXT    NOT NULL  -- such as the interface's name; may be empty
);

-- The highest rates over the counted interfaces.
--   SELECT MAX(bytes_in) FROM peaks WHERE quarter >= strftime('%s', 'now', '-1 day');
CREATE TABLE peaks (
  quarter   INTEGER PRIMARY KEY, -- epoch second at which the quarter of an hour starts, in UTC
  bytes_in  INTEGER NOT NULL,    -- bytes a second, received
  bytes_out INTEGER NOT NULL     -- bytes a second, sent; maybe in another second
);

-- Single values.
--   valid_from   epoch second of the first sample: from here on applications and interfaces agree
--   boot         the system's identifier of the boot to which last_readings belong; may be empty
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- Blocks for the rows of the original program, at most 20000 rows each: first its applications, then its interfaces.
WITH RECURSIVE piece (first) AS (
  SELECT min(id) FROM app_traffic_logs
  UNION ALL
  SELECT (SELECT min(id) FROM app_traffic_logs WHERE id >= first + 20000) FROM piece WHERE first IS NOT NULL)
INSERT INTO blocks
SELECT NULL, first, min(first + 20000, (SELECT max(id) + 1 FROM app_traffic_logs)), 0, 0,
       (SELECT min(timestamp) FROM app_traffic_logs WHERE id >= first AND id < first + 20000),
       (SELECT max(timestamp) FROM app_traffic_logs WHERE id >= first AND id < first + 20000), 0, 0, 0, 0
  FROM piece WHERE first IS NOT NULL;

WITH RECURSIVE piece (first) AS (
  SELECT min(id) FROM traffic_logs
  UNION ALL
  SELECT (SELECT min(id) FROM traffic_logs WHERE id >= first + 20000) FROM piece WHERE first IS NOT NULL)
INSERT INTO blocks
SELECT NULL, 0, 0, first, min(first + 20000, (SELECT max(id) + 1 FROM traffic_logs)),
       (SELECT min(timestamp) FROM traffic_logs WHERE id >= first AND id < first + 20000),
       (SELECT max(timestamp) FROM traffic_logs WHERE id >= first AND id < first + 20000), 0, 0, 0, 0
  FROM piece WHERE first IS NOT NULL;

UPDATE blocks SET compacted_to = earliest;
