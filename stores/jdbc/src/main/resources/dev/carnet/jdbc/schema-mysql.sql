-- Carnet's sessions on MariaDB and MySQL.
-- ${table} is the configured table, ${indexed} the same as CREATE INDEX names it, ${index:...} an index on it.
-- A column takes one line: an upgrade adds the lines that a table lacks. Each text names charset and collation itself:
-- the database's own may overlook case, or know no emoji. A TEXT would end at 65,535 bytes.
CREATE TABLE IF NOT EXISTS ${table} (
  id CHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  handle VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin,
  version BIGINT,
  created_at BIGINT,
  last_accessed_at BIGINT,
  max_idle BIGINT,
  ends_at BIGINT,
  expires_at BIGINT,
  format VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin,
  principal VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  session_data LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
) ENGINE = InnoDB;
CREATE INDEX ${index:expires_at} ON ${indexed} (expires_at);
CREATE INDEX ${index:principal} ON ${indexed} (principal, id);
CREATE INDEX ${index:handle} ON ${indexed} (handle);
