-- The step to the police that the signature of an evidence pack took by itself: it stands as long as the pack is signed, and nobody
-- takes it back as something written down by mistake.
alter table caller_case_entries add column pack_id uuid references case_packs;
alter table caller_case_entries add constraint caller_case_entries_pack_kind check (pack_id is null or kind = 'police_referral');
create unique index caller_case_entries_pack on caller_case_entries (pack_id) where pack_id is not null;
