-- The ready entity's table on H2, and on a database that has no file of its own here.
CREATE TABLE sessions (
  sessions_id VARCHAR(40) NOT NULL PRIMARY KEY,
  handle VARCHAR(40),
  version BIGINT,
  created_at BIGINT,
  last_accessed_at BIGINT,
  max_idle BIGINT,
  ends_at BIGINT,
  expires_at BIGINT,
  format VARCHAR(8),
  principal VARCHAR(255),
  session_data CLOB
);
CREATE INDEX sessions_expires_at ON sessions (expires_at);
CREATE INDEX sessions_principal ON sessions (principal, sessions_id);
CREATE INDEX sessions_handle ON sessions (handle);
