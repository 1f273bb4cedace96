-- The tables of KiokuDB on SQLite, as Perl's KiokuDB::Backend::DBI creates them.
CREATE TABLE IF NOT EXISTS entries (
  id VARCHAR NOT NULL,
  data BLOB NOT NULL,
  class VARCHAR,
  root BOOLEAN NOT NULL,
  tied CHAR(1),
  PRIMARY KEY (id)
);
CREATE TABLE IF NOT EXISTS gin_index (
  id VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  FOREIGN KEY (id) REFERENCES entries (id)
);
CREATE INDEX IF NOT EXISTS gin_index_idx_id ON gin_index (id);
CREATE INDEX IF NOT EXISTS gin_index_ids ON gin_index (id);
CREATE INDEX IF NOT EXISTS gin_index_values ON gin_index (value);
