-- The alerts, and the notices about them.

-- A limit of bytes for one application, for each application, or for all together in a period of the calendar.
--   SELECT id, app_name, bytes / 1024 / 1024 AS mb, per FROM alerts;
CREATE TABLE alerts (
  id           INTEGER PRIMARY KEY AUTOINCREMENT, -- a number is never used again
  scope        TEXT    NOT NULL,                  -- application, any, total
  app_name     TEXT    NOT NULL,                  -- app_traffic_logs.app_name in any case; empty for other scopes
  direction    TEXT    NOT NULL,                  -- in, out, total
  bytes        INTEGER NOT NULL,                  -- the limit; a notice follows when more are moved
  per          TEXT    NOT NULL,                  -- hour, day, week, month, year
  month_starts INTEGER NOT NULL,                  -- the day on which a month starts, 1 to 31
  means        TEXT    NOT NULL                   -- how the notice is given: desktop, command, log
);

-- The program that gives the notice, and its arguments. It runs without a shell.
--   SELECT word FROM alert_commands WHERE alert = 1 ORDER BY position;
CREATE TABLE alert_commands (
  alert    INTEGER NOT NULL, -- alerts.id
  position INTEGER NOT NULL, -- 0: the absolute path of the program; from 1 on: its arguments
  word     TEXT    NOT NULL,
  PRIMARY KEY (alert, position)
) WITHOUT ROWID;

-- The notices given, so that a restart of the service does not repeat them. Those of past periods are deleted.
--   SELECT alert, app_name, datetime(told, 'unixepoch') FROM alert_notices;
CREATE TABLE alert_notices (
  alert    INTEGER NOT NULL, -- alerts.id
  started  INTEGER NOT NULL, -- epoch second at which the period of the alert started
  app_name TEXT    NOT NULL, -- the application that exceeded the limit; empty for the total
  told     INTEGER NOT NULL, -- epoch second of the notice
  PRIMARY KEY (alert, started, app_name)
) WITHOUT ROWID;
