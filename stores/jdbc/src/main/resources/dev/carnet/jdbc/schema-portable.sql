-- Carnet's sessions on a database that has no file of its own here.
-- ${table} is the configured table, ${indexed} the same as CREATE INDEX names it, ${index:...} an index on it.
-- A column takes one line: an upgrade adds the lines that a table lacks.
CREATE TABLE ${table} (
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
  session_data CLOB
);
CREATE INDEX ${index:expires_at} ON ${indexed} (expires_at);
CREATE INDEX ${index:principal} ON ${indexed} (principal, id);
CREATE INDEX ${index:handle} ON ${indexed} (handle);
