-- Who listened to which audit, under which listening: the sound of an audited call is reached by the audit alone, so that nothing names
-- the call before it is judged; and whoever has listened holds the audit until it is judged.
create table audit_hearings (
  listening_id uuid primary key references recording_listenings,
  tenant_id uuid not null references tenants,
  audit_id uuid not null references audits on delete cascade,
  user_id uuid not null references users
);
create index audit_hearings_audit on audit_hearings (audit_id, user_id);
select protect_tenant_table('audit_hearings', 'select, insert');
