-- The network that an interface was connected to, from a second on. A line applies until the next line of the interface;
-- an empty kind means that the network is not known.
--   SELECT interface, datetime(since, 'unixepoch'), kind, name FROM network_labels ORDER BY since;
CREATE TABLE network_labels (
  interface TEXT    NOT NULL, -- traffic_logs.interface
  since     INTEGER NOT NULL, -- epoch second
  kind      TEXT    NOT NULL, -- wifi: the network's own name; router: the hardware address of the router; or empty
  name      TEXT    NOT NULL, -- empty if the kind is
  PRIMARY KEY (interface, since)
) WITHOUT ROWID;
