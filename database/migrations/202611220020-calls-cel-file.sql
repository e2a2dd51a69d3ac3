-- Asterisk's record of calls is rotated: a position holds for one file of it, which is known by the hash of its first line
-- whatever its name is. Null: written before there was more than one; reading begins anew, which changes nothing.
alter table cel_positions add column file_key text check (file_key ~ '^[0-9a-f]{64}$');
