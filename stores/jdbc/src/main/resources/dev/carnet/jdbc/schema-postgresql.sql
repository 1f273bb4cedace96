-- Carnet's sessions on PostgreSQL.
-- ${table} is the configured table, ${indexed} the same as CREATE INDEX names it, ${index:...} an index on it.
-- A column takes one line: an upgrade adds the lines that a table lacks. The fill factor leaves room in each page, so that most
-- changes of a session write no index.
CREATE TABLE IF NOT EXISTS ${table} (
  id CHAR(40) NOT NULL PRIMARY KEY,
  handle VARCHAR(40),
  version BIGINT,
  created_at BIGINT,
  last_accessed_at BIGINT,
  max_idle BIGINT,
  ends_at BIGINT,
  expires_at BIGINT,
  format VARCHAR(8),
  principal VARCHAR(255),
  session_data TEXT
) WITH (fillfactor = 90);
CREATE INDEX IF NOT EXISTS ${index:expires_at} ON ${indexed} (expires_at);
CREATE INDEX IF NOT EXISTS ${index:principal} ON ${indexed} (principal, id);
CREATE INDEX IF NOT EXISTS ${index:handle} ON ${indexed} (handle);
