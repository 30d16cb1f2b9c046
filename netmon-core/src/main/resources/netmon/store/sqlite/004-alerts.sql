-- The limits that people set, and what they were told.

-- A limit of the bytes that an application, each of them, or all together may move in a stretch of the local calendar.
--   SELECT id, app_name, bytes / 1024 / 1024 AS mb, per FROM alerts;
CREATE TABLE alerts (
  id           INTEGER PRIMARY KEY AUTOINCREMENT, -- no number is given twice
  scope        TEXT    NOT NULL,                  -- application, any, total
  app_name     TEXT    NOT NULL,                  -- app_traffic_logs.app_name in letters of any case; else empty
  direction    TEXT    NOT NULL,                  -- in, out, total
  bytes        INTEGER NOT NULL,                  -- that may be moved; it is told when there are more
  per          TEXT    NOT NULL,                  -- hour, day, week, month, year
  month_starts INTEGER NOT NULL,                  -- the day on which a month begins, 1 to 31
  means        TEXT    NOT NULL                   -- how it is told: desktop, command, log
);

-- The program that tells an alert, and its arguments. It is run without a shell.
--   SELECT word FROM alert_commands WHERE alert = 1 ORDER BY position;
CREATE TABLE alert_commands (
  alert    INTEGER NOT NULL, -- alerts.id
  position INTEGER NOT NULL, -- 0 for the program's absolute path, from 1 on for its arguments
  word     TEXT    NOT NULL,
  PRIMARY KEY (alert, position)
) WITHOUT ROWID;

-- What was told, so that a restart of the service does not tell it again. Periods that are over are forgotten.
--   SELECT alert, app_name, datetime(told, 'unixepoch') FROM alert_notices;
CREATE TABLE alert_notices (
  alert    INTEGER NOT NULL, -- alerts.id
  started  INTEGER NOT NULL, -- epoch second at which the alert's period began
  app_name TEXT    NOT NULL, -- who exceeded it; empty for the total
  told     INTEGER NOT NULL, -- epoch second
  PRIMARY KEY (alert, started, app_name)
) WITHOUT ROWID;
