-- What netmon knows beyond the two public tables.

-- Where the rows of a time are: rows whose ids follow each other, of one hour of the local clock as a rule, and of one
-- day once they are quarters. A clock that is set back begins a block of its own, so blocks may overlap in time, but
-- never in rows.
--   SELECT a.* FROM blocks b JOIN app_traffic_logs a ON a.id >= b.first_app_row AND a.id < b.end_app_row
--    WHERE b.latest >= 1790000000 AND a.timestamp >= 1790000000;
CREATE TABLE blocks (
  id                  INTEGER PRIMARY KEY, -- ascends in the order of writing; the last one is being written
  first_app_row       INTEGER NOT NULL,    -- the first app_traffic_logs.id
  end_app_row         INTEGER NOT NULL,    -- the first id after it; the largest number while it is being written
  first_interface_row INTEGER NOT NULL,    -- the first traffic_logs.id
  end_interface_row   INTEGER NOT NULL,    -- the first id after it; the largest number while it is being written
  earliest            INTEGER NOT NULL,    -- no row has a timestamp before this one
  latest              INTEGER NOT NULL,    -- no row has a timestamp after this one
  tier                INTEGER NOT NULL,    -- its rows are of 0: seconds, 1: minutes, 2: quarters, 3: hours
  compacted_to        INTEGER NOT NULL,    -- rows with timestamps before this one are of the next tier already
  totals              INTEGER NOT NULL,    -- app_totals has the sums of its rows with ids below this one
  valid               INTEGER NOT NULL     -- 1: the sums hold in it; 0: another program wrote its rows
);

-- Those that are yet to be compacted: of years of blocks, the last sixty days'.
CREATE INDEX blocks_by_tier ON blocks (tier) WHERE tier < 3;

-- The blocks of a day among those of years.
CREATE INDEX blocks_by_time ON blocks (latest);

-- The sums of blocks, so that a report of a day need not read its rows. They can be thrown away at any time, with
-- blocks.totals set to 0.
--   SELECT app_name, SUM(bytes_in) FROM app_totals GROUP BY app_name;
CREATE TABLE app_totals (
  block         INTEGER NOT NULL, -- blocks.id
  app_name      TEXT    NOT NULL, -- app_traffic_logs.app_name
  bytes_in      INTEGER NOT NULL, -- the sum of the rows'
  bytes_out     INTEGER NOT NULL, -- the sum of the rows'
  estimated_in  INTEGER NOT NULL, -- the sum of app_estimates.bytes_in
  estimated_out INTEGER NOT NULL, -- the sum of app_estimates.bytes_out
  PRIMARY KEY (block, app_name)
) WITHOUT ROWID;

-- The part of a row of app_traffic_logs that was inferred and not measured. No row: all of it was measured.
--   SELECT app_name, SUM(e.bytes_in) FROM app_estimates e JOIN app_traffic_logs USING (id) GROUP BY app_name;
CREATE TABLE app_estimates (
  id        INTEGER PRIMARY KEY, -- app_traffic_logs.id
  bytes_in  INTEGER NOT NULL,    -- at most the row's bytes_in
  bytes_out INTEGER NOT NULL     -- at most the row's bytes_out
);

-- Since when an interface's bytes are counted, or not counted. A line holds until the interface's next line.
-- It is tied to rows and not to seconds, since a clock that is set back would let seconds come twice.
--   SELECT interface, datetime(since, 'unixepoch'), counted FROM interface_counting ORDER BY since;
CREATE TABLE interface_counting (
  interface TEXT    NOT NULL, -- traffic_logs.interface
  first_row INTEGER NOT NULL, -- the first traffic_logs.id that it holds for; 0 in an interface's first line
  since     INTEGER NOT NULL, -- epoch second of that row
  counted   INTEGER NOT NULL, -- 1: its bytes enter or leave the machine here, and so belong to applications
  PRIMARY KEY (interface, first_row)
) WITHOUT ROWID;

-- traffic_logs, and of each row whether its bytes are counted.
--   SELECT interface, counted, SUM(bytes_in), SUM(bytes_out) FROM interface_traffic GROUP BY interface, counted;
CREATE VIEW interface_traffic AS
SELECT t.id, t.timestamp, t.interface, t.bytes_in, t.bytes_out,
       (SELECT c.counted FROM interface_counting c
         WHERE c.interface = t.interface AND c.first_row <= t.id
         ORDER BY c.first_row DESC LIMIT 1) AS counted
  FROM traffic_logs t;

-- The rows of traffic_logs whose bytes belong to applications. In each second since valid_from the applications,
-- with Unattributed, sum up to them.
--   SELECT SUM(bytes_in), SUM(bytes_out) FROM counted_traffic;
CREATE VIEW counted_traffic AS
SELECT id, timestamp, interface, bytes_in, bytes_out FROM interface_traffic WHERE counted;

-- The interfaces' counters at the last sample, from which the first one after a start is differenced.
--   SELECT interface, received, sent FROM last_readings;
CREATE TABLE last_readings (
  interface TEXT    NOT NULL, -- such as en0
  link      TEXT    NOT NULL, -- the kernel's number for it; empty where unknown
  at        INTEGER NOT NULL, -- epoch second of the sample that changed it last
  received  INTEGER NOT NULL, -- the counter, unsigned 64 bits held as signed
  sent      INTEGER NOT NULL, -- the counter, unsigned 64 bits held as signed
  PRIMARY KEY (interface, link)
) WITHOUT ROWID;

-- Stretches of time of which netmon knows less than it should. Those that follow each other without a break are one.
--   SELECT datetime(started, 'unixepoch'), kind, detail FROM gaps ORDER BY started DESC;
CREATE TABLE gaps (
  id        INTEGER PRIMARY KEY,
  kind      TEXT    NOT NULL, -- not running, asleep, stalled, clock stepped, counter reset, counter frozen, ...
  started   INTEGER NOT NULL, -- epoch second
  ended     INTEGER NOT NULL, -- epoch second; before started where the clock was set back
  bytes_in  INTEGER NOT NULL, -- bytes received that were booked for it
  bytes_out INTEGER NOT NULL, -- bytes sent that were booked for it
  detail    TEXT    NOT NULL  -- such as the interface's name; may be empty
);

-- The highest rate over the counted interfaces.
--   SELECT MAX(bytes_in) FROM peaks WHERE quarter >= strftime('%s', 'now', '-1 day');
CREATE TABLE peaks (
  quarter   INTEGER PRIMARY KEY, -- epoch second at which the quarter of an hour begins, by UTC
  bytes_in  INTEGER NOT NULL,    -- bytes a second, received
  bytes_out INTEGER NOT NULL     -- bytes a second, sent; perhaps in another second
);

-- Single facts.
--   valid_from   epoch second of the first sample: from here on the sums hold
--   boot         what tells the start of the machine to which last_readings belong; may be empty
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- Another program's rows, in blocks of a bounded number of rows: first the applications', then the interfaces'.
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
