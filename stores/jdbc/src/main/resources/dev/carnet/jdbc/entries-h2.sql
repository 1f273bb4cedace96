-- The tables of KiokuDB on H2, which Perl's KiokuDB::Backend::DBI does not know.
CREATE TABLE IF NOT EXISTS entries (
  id VARCHAR(255) NOT NULL,
  data BLOB NOT NULL,
  class VARCHAR(255),
  root BOOLEAN NOT NULL,
  tied CHAR(1),
  PRIMARY KEY (id)
);
CREATE TABLE IF NOT EXISTS gin_index (
  id VARCHAR(255) NOT NULL REFERENCES entries (id),
  "VALUE" VARCHAR(255) NOT NULL
);
CREATE INDEX IF NOT EXISTS gin_index_ids ON gin_index (id);
CREATE INDEX IF NOT EXISTS gin_index_values ON gin_index ("VALUE");
