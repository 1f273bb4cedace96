-- The tables of KiokuDB on a database that has no file of its own here.
CREATE TABLE entries (
  id VARCHAR(255) NOT NULL,
  data VARBINARY(16777216) NOT NULL,
  class VARCHAR(255),
  root BOOLEAN NOT NULL,
  tied CHAR(1),
  PRIMARY KEY (id)
);
CREATE TABLE gin_index (
  id VARCHAR(255) NOT NULL REFERENCES entries (id),
  "VALUE" VARCHAR(255) NOT NULL
);
