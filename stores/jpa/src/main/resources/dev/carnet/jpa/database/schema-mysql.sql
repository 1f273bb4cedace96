-- The ready entity's table on MariaDB and MySQL. Each text names charset and collation itself: the database's own may overlook
-- case, or know no emoji. A TEXT would end at 65,535 bytes.
CREATE TABLE sessions (
  sessions_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
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
CREATE INDEX sessions_expires_at ON sessions (expires_at);
CREATE INDEX sessions_principal ON sessions (principal, sessions_id);
CREATE INDEX sessions_handle ON sessions (handle);
