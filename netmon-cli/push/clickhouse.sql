-- The table for `netmon push` with the protocol clickhouse. Values are cumulative totals, so that a row that arrives
-- twice, or is missing, changes no sum of a longer time. ReplacingMergeTree keeps one of the rows with the same key.
CREATE TABLE IF NOT EXISTS netmon_totals (
  instance  String,   -- a random identifier of the machine
  host      String,   -- its host name, which may change
  family    String,   -- app, estimated, interface
  name      String,   -- the application or the interface; _other for the applications without a series
  at        DateTime, -- the end of a bucket
  bytes_in  UInt64,   -- bytes received since netmon's first record
  bytes_out UInt64    -- bytes sent since netmon's first record
) ENGINE = ReplacingMergeTree()
PARTITION BY toYYYYMM(at)
ORDER BY (instance, family, name, at);
