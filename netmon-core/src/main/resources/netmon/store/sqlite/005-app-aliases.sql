-- The table meta gets one more key:
--   naming       the number of the naming rules under which this table was filled

-- The applications that have another name since a rule of naming changed. Reports sum their bytes under the present
-- name; the rows keep the name that was written.
--   SELECT coalesce(present, app_name) AS name, SUM(bytes_in) FROM app_traffic_logs LEFT JOIN app_aliases USING (app_name)
--    GROUP BY name;
CREATE TABLE app_aliases (
  app_name TEXT PRIMARY KEY, -- app_traffic_logs.app_name of earlier rows
  present  TEXT NOT NULL     -- the name of the same application in later rows
) WITHOUT ROWID;
