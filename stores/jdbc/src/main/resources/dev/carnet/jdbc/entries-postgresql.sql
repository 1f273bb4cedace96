-- The tables of KiokuDB on PostgreSQL, as Perl's KiokuDB::Backend::DBI creates them.
CREATE TABLE IF NOT EXISTS entries (
  id CHARACTER VARYING NOT NULL,
  data BYTEA NOT NULL,
  class CHARACTER VARYING,
  root BOOLEAN NOT NULL,
  tied CHARACTER(1),
  PRIMARY KEY (id)
);
CREATE TABLE IF NOT EXISTS gin_index (
  id CHARACTER VARYING NOT NULL REFERENCES entries (id) DEFERRABLE,
  value CHARACTER VARYING NOT NULL
);
CREATE INDEX IF NOT EXISTS gin_index_idx_id ON gin_index (id);
CREATE INDEX IF NOT EXISTS gin_index_ids ON gin_index (id);
CREATE INDEX IF NOT EXISTS gin_index_values ON gin_index (value);
