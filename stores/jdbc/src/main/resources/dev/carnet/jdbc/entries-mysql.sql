-- The tables of KiokuDB on MariaDB and MySQL, as Perl's KiokuDB::Backend::DBI creates them, but for charset and collation:
-- the database's own may overlook case, and so take one entry for another.
CREATE TABLE IF NOT EXISTS entries (
  id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  data LONGBLOB NOT NULL,
  class VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  root ENUM('0','1') NOT NULL,
  tied CHAR(1),
  PRIMARY KEY (id)
) ENGINE = InnoDB;
CREATE TABLE IF NOT EXISTS gin_index (
  id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  value VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  INDEX gin_index_idx_id (id),
  INDEX gin_index_ids (id),
  INDEX gin_index_values (value),
  CONSTRAINT gin_index_fk_id FOREIGN KEY (id) REFERENCES entries (id)
) ENGINE = InnoDB;
