-- What finds sessions among the entries of KiokuDB, on every database. Perl's KiokuDB names its columns in every statement, and
-- so works with these, too.
ALTER TABLE entries ADD COLUMN carnet_user VARCHAR(22);
ALTER TABLE entries ADD COLUMN carnet_handle VARCHAR(24);
ALTER TABLE entries ADD COLUMN carnet_expires BIGINT;
CREATE INDEX entries_carnet_user ON entries (carnet_user, id);
CREATE INDEX entries_carnet_handle ON entries (carnet_handle, id);
CREATE INDEX entries_carnet_expires ON entries (carnet_expires, id);
