-- The state of netmon push: how far each destination has received the history.

-- The destinations. Passwords and tokens are never stored here.
--   SELECT name, datetime(sent_to, 'unixepoch'), failure FROM push_destinations;
CREATE TABLE push_destinations (
  name                TEXT PRIMARY KEY,    -- NAME of the settings push.NAME.url
  instance            TEXT    NOT NULL,    -- a random identifier of this machine
  safe_from           INTEGER NOT NULL,    -- epoch second where the next run starts
  sent_to             INTEGER NOT NULL,    -- epoch second up to which the totals are fixed
  horizon             INTEGER NOT NULL,    -- epoch second; rows before it that were written by then were sent
  first_app_row       INTEGER NOT NULL,    -- blocks.first_app_row of the block that was open by then
  first_interface_row INTEGER NOT NULL,    -- blocks.first_interface_row of that block
  succeeded           INTEGER NOT NULL,    -- epoch second of the last complete run; 0 if there was none
  attempted           INTEGER NOT NULL,    -- epoch second of the last run
  failure             TEXT    NOT NULL,    -- why it failed; empty if it succeeded
  refused             INTEGER NOT NULL,    -- the number of slices of time that the engine refused for good
  refusal             TEXT    NOT NULL     -- why the last one was refused
) WITHOUT ROWID;

-- The totals of each series at the end of a push. They never fall: purged bytes stay in them.
--   SELECT name, max(total_in) FROM push_totals WHERE destination = 'default' AND family = 'app' GROUP BY name;
CREATE TABLE push_totals (
  destination TEXT    NOT NULL, -- push_destinations.name
  family      TEXT    NOT NULL, -- app, estimated, interface
  name        TEXT    NOT NULL, -- the application or the interface; _other for the applications without a series
  at          INTEGER NOT NULL, -- epoch second; lines later than sent_to come from a push that was interrupted
  pointed_at  INTEGER NOT NULL, -- epoch second of the last point that was sent
  total_in    INTEGER NOT NULL, -- bytes received since the beginning
  total_out   INTEGER NOT NULL, -- bytes sent since the beginning
  seen_in     INTEGER NOT NULL, -- received bytes of the rows from first_..._row on, before the horizon
  seen_out    INTEGER NOT NULL, -- sent bytes of these rows
  PRIMARY KEY (destination, family, name, at)
) WITHOUT ROWID;
