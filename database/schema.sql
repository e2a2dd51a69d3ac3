-- Written by `npm run dump-schema` from the migrations on PostgreSQL 15: read it in review, never edit it.

CREATE SCHEMA public;

COMMENT ON SCHEMA public IS 'standard public schema';

CREATE FUNCTION public.arrive_call(for_tenant uuid, new_call uuid, new_offer uuid, new_system text, new_linkedid text, new_channel text, new_app text, new_dialled text, new_raw text, new_e164 text, arrived timestamp with time zone, at_moment timestamp with time zone, ring_ms integer) RETURNS TABLE(call_number bigint, desk uuid, rings_ms integer)
    LANGUAGE plpgsql
    AS $$
begin
  select p.user_id into desk from presences p
    where p.tenant_id = for_tenant and p.state = 'ready' and p.reachable and p.call_id is null
      and not exists (select from calls w where w.tenant_id = for_tenant and w.state = 'queued' and w.outside_since is null)
      and not exists (select from calls w where w.tenant_id = for_tenant and w.unattended_since is not null)
    order by p.idle_since nulls first, p.user_id limit 1 for update skip locked;
  insert into calls as c (id, tenant_id, number, state, pbx_system, pbx_linkedid, pbx_channel, pbx_app, dialled, caller_raw, caller_e164,
      arrived_at, queued_at, first_offered_at)
    values (new_call, for_tenant, next_number(for_tenant, 'call'), case when desk is null then 'queued' else 'offered' end, new_system, new_linkedid,
      new_channel, new_app, new_dialled, new_raw, new_e164, arrived, arrived, case when desk is null then null else at_moment end)
    on conflict (pbx_system, pbx_linkedid) do nothing returning c.number into call_number;
  if not found then return; end if;
  if desk is not null then
    rings_ms := coalesce((select (q.content->>'ringS')::integer * 1000 from queue_settings q where q.tenant_id = for_tenant), ring_ms);
    update presences p set state = 'offered', since = at_moment, call_id = new_call, version = p.version + 1
      where p.tenant_id = for_tenant and p.user_id = desk;
    insert into call_offers (id, tenant_id, call_id, user_id, offered_at) values (new_offer, for_tenant, new_call, desk, at_moment);
    insert into deadlines (tenant_id, kind, subject_id, due_at)
      values (for_tenant, 'call.ring', new_offer, at_moment + rings_ms * interval '1 millisecond');
  end if;
  return next;
end $$;

CREATE FUNCTION public.enqueue_job(task text, payload json, run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, job_key text DEFAULT NULL::text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select graphile_worker.add_job(identifier => task, payload => payload, run_at => run_at, job_key => job_key)
$$;

CREATE FUNCTION public.incident_family(root uuid) RETURNS SETOF uuid
    LANGUAGE sql STABLE
    AS $$
  with recursive family (id) as (
    select root
    union
    select i.id from incidents i join family on i.merged_into = family.id)
  select id from family
$$;

CREATE FUNCTION public.incident_root(member uuid) RETURNS uuid
    LANGUAGE sql STABLE
    AS $$
  with recursive way (id, next) as (
    select i.id, i.merged_into from incidents i where i.id = member
    union
    select i.id, i.merged_into from incidents i join way on i.id = way.next)
  select id from way where next is null
$$;

CREATE TABLE public.agencies (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    name_en text NOT NULL,
    kind text NOT NULL,
    phone text,
    has_accounts boolean DEFAULT true NOT NULL,
    active boolean DEFAULT true NOT NULL,
    calendar jsonb,
    version integer DEFAULT 1 NOT NULL,
    medical boolean DEFAULT false NOT NULL,
    CONSTRAINT agencies_kind_check CHECK ((kind = ANY (ARRAY['OPD'::text, 'VERT'::text, 'BUMD'::text, 'NGO'::text])))
);

CREATE TABLE public.assignments (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    part text NOT NULL,
    state text NOT NULL,
    reason text,
    result text,
    sent_at timestamp with time zone NOT NULL,
    sent_by uuid,
    delivered_at timestamp with time zone,
    acknowledged_at timestamp with time zone,
    acknowledged_by uuid,
    en_route_at timestamp with time zone,
    arrived_at timestamp with time zone,
    finished_at timestamp with time zone,
    ended_at timestamp with time zone,
    acknowledge_due_at timestamp with time zone,
    arrive_due_at timestamp with time zone,
    resolve_due_at timestamp with time zone,
    escalated_at timestamp with time zone,
    escalation_step integer DEFAULT 0 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    acknowledged_via text,
    acknowledged_contact_id uuid,
    CONSTRAINT assignments_acknowledged_via_check CHECK ((acknowledged_via = ANY (ARRAY['phone'::text, 'link'::text]))),
    CONSTRAINT assignments_check CHECK (((state <> ALL (ARRAY['REJECTED'::text, 'REROUTED'::text, 'CANCELLED'::text])) OR (reason IS NOT NULL))),
    CONSTRAINT assignments_check1 CHECK (((state <> ALL (ARRAY['DONE'::text, 'NOT_FOUND'::text])) OR (finished_at IS NOT NULL))),
    CONSTRAINT assignments_check2 CHECK (((state = ANY (ARRAY['DONE'::text, 'NOT_FOUND'::text, 'REJECTED'::text, 'REROUTED'::text, 'CANCELLED'::text])) = (ended_at IS NOT NULL))),
    CONSTRAINT assignments_part_check CHECK ((part = ANY (ARRAY['lead'::text, 'support'::text]))),
    CONSTRAINT assignments_state_check CHECK ((state = ANY (ARRAY['SENT'::text, 'DELIVERED'::text, 'SEND_FAILED'::text, 'ACKNOWLEDGED'::text, 'EN_ROUTE'::text, 'ON_SCENE'::text, 'HANDLING'::text, 'DONE'::text, 'NOT_FOUND'::text, 'REJECTED'::text, 'REROUTED'::text, 'CANCELLED'::text])))
);

CREATE TABLE public.incident_notes (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    assignment_id uuid,
    author_id uuid,
    salt bytea NOT NULL,
    text text,
    written_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    erased_at timestamp with time zone,
    found_by tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, COALESCE(text, ''::text))) STORED
);

CREATE TABLE public.incident_particulars (
    incident_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    salt bytea NOT NULL,
    place_text text,
    landmark text,
    latitude double precision,
    longitude double precision,
    place_source text,
    caller_name text,
    callback_number text,
    description text,
    erased_at timestamp with time zone,
    accuracy_m integer,
    village_method text,
    village_distance_m integer,
    outside_code text,
    place_words text,
    words text GENERATED ALWAYS AS (lower(((((COALESCE(place_text, ''::text) || ' '::text) || COALESCE(landmark, ''::text)) || ' '::text) || COALESCE(description, ''::text)))) STORED,
    found_by tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, ((((COALESCE(place_text, ''::text) || ' '::text) || COALESCE(landmark, ''::text)) || ' '::text) || COALESCE(description, ''::text)))) STORED,
    CONSTRAINT incident_particulars_accuracy_m_check CHECK (((accuracy_m >= 1) AND (accuracy_m <= 200000))),
    CONSTRAINT incident_particulars_place_source_check CHECK ((place_source = ANY (ARRAY['operator'::text, 'village'::text, 'device'::text, 'landmark'::text, 'road'::text, 'earlier'::text, 'plus_code'::text, 'coordinates'::text, 'map_link'::text, 'geocoder'::text]))),
    CONSTRAINT incident_particulars_village_distance_m_check CHECK ((village_distance_m >= 0)),
    CONSTRAINT incident_particulars_village_method_check CHECK ((village_method = ANY (ARRAY['polygon'::text, 'nearest_point'::text, 'operator'::text])))
);

CREATE TABLE public.incident_types (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    code text NOT NULL,
    category text NOT NULL,
    name text NOT NULL,
    name_en text NOT NULL,
    default_priority text NOT NULL,
    sensitive boolean DEFAULT false NOT NULL,
    words text[] DEFAULT '{}'::text[] NOT NULL,
    "position" integer DEFAULT 100 NOT NULL,
    active boolean DEFAULT true NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT incident_types_default_priority_check CHECK ((default_priority = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text])))
);

CREATE TABLE public.incidents (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    number bigint NOT NULL,
    state text NOT NULL,
    source text NOT NULL,
    incident_type_id uuid,
    priority text,
    life_at_risk text,
    sensitive boolean DEFAULT false NOT NULL,
    village_code text,
    district_code text,
    routing_rule_id uuid,
    reported_at timestamp with time zone NOT NULL,
    opened_by uuid,
    verified_at timestamp with time zone,
    dispatched_at timestamp with time zone,
    resolved_at timestamp with time zone,
    closed_at timestamp with time zone,
    closed_by uuid,
    reopened_count integer DEFAULT 0 NOT NULL,
    resolution_reason text,
    caller_informed_at timestamp with time zone,
    caller_informed_result text,
    version integer DEFAULT 1 NOT NULL,
    caller_cannot_speak boolean DEFAULT false NOT NULL,
    merged_into uuid,
    parent_id uuid,
    sensitive_by_hand boolean DEFAULT false NOT NULL,
    purpose text DEFAULT 'public'::text NOT NULL,
    CONSTRAINT incidents_caller_informed_result_check CHECK ((caller_informed_result = ANY (ARRAY['informed'::text, 'tried'::text, 'not_needed'::text]))),
    CONSTRAINT incidents_check CHECK (((state = ANY (ARRAY['DRAFT'::text, 'CANCELLED'::text, 'FALSE_REPORT'::text, 'MERGED'::text])) OR ((incident_type_id IS NOT NULL) AND (priority IS NOT NULL) AND (verified_at IS NOT NULL)))),
    CONSTRAINT incidents_check1 CHECK (((state <> 'CLOSED'::text) OR (closed_at IS NOT NULL))),
    CONSTRAINT incidents_check2 CHECK (((caller_informed_at IS NULL) = (caller_informed_result IS NULL))),
    CONSTRAINT incidents_life_at_risk_check CHECK ((life_at_risk = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text]))),
    CONSTRAINT incidents_merged CHECK (((state = 'MERGED'::text) = (merged_into IS NOT NULL))),
    CONSTRAINT incidents_not_itself CHECK (((merged_into IS DISTINCT FROM id) AND (parent_id IS DISTINCT FROM id))),
    CONSTRAINT incidents_priority_check CHECK ((priority = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text]))),
    CONSTRAINT incidents_purpose_check CHECK ((purpose = ANY (ARRAY['public'::text, 'drill'::text]))),
    CONSTRAINT incidents_source_check CHECK ((source = ANY (ARRAY['call'::text, 'desk_phone'::text, 'radio'::text, 'whatsapp'::text, 'walk_in'::text, 'agency'::text, 'crew'::text, 'portal'::text, 'open311'::text, 'import'::text]))),
    CONSTRAINT incidents_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'VERIFIED'::text, 'DISPATCHED'::text, 'PENDING'::text, 'RESOLVED'::text, 'CLOSED'::text, 'MERGED'::text, 'FALSE_REPORT'::text, 'CANCELLED'::text, 'REFERRED_LAPOR'::text, 'REFERRED_REGION'::text])))
);

CREATE TABLE public.regions (
    code text NOT NULL,
    parent_code text,
    level text NOT NULL,
    name text NOT NULL,
    postal_code text,
    latitude double precision,
    longitude double precision,
    CONSTRAINT regions_level_check CHECK ((level = ANY (ARRAY['province'::text, 'regency'::text, 'district'::text, 'village'::text])))
);

CREATE FUNCTION public.incidents_with_word(word text, only_agency uuid) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    BEGIN ATOMIC
 SELECT p.incident_id
    FROM public.incident_particulars p
   WHERE ((p.tenant_id = (current_setting('sigap.tenant'::text))::uuid) AND ((p.found_by @@ to_tsquery('simple'::regconfig, (incidents_with_word.word || ':*'::text))) OR ((length(incidents_with_word.word) >= 4) AND (p.words ~~ (('%'::text || incidents_with_word.word) || '%'::text))) OR ((length(incidents_with_word.word) >= 5) AND (incidents_with_word.word OPERATOR(public.<%) p.words))))
 UNION
  SELECT n.incident_id
    FROM (public.incident_notes n
      LEFT JOIN public.assignments a ON ((a.id = n.assignment_id)))
   WHERE ((n.tenant_id = (current_setting('sigap.tenant'::text))::uuid) AND (n.found_by @@ to_tsquery('simple'::regconfig, (incidents_with_word.word || ':*'::text))) AND ((incidents_with_word.only_agency IS NULL) OR (a.agency_id = incidents_with_word.only_agency)))
 UNION
  SELECT i.id
    FROM (public.incidents i
      JOIN public.regions r ON (((r.code = i.village_code) OR (r.code = i.district_code))))
   WHERE ((i.tenant_id = (current_setting('sigap.tenant'::text))::uuid) AND (length(incidents_with_word.word) >= 3) AND ((lower(r.name) ~~ (incidents_with_word.word || '%'::text)) OR (lower(r.name) ~~ (('% '::text || incidents_with_word.word) || '%'::text))))
 UNION
  SELECT i.id
    FROM (public.incidents i
      JOIN public.incident_types t ON ((t.id = i.incident_type_id)))
   WHERE ((i.tenant_id = (current_setting('sigap.tenant'::text))::uuid) AND (length(incidents_with_word.word) >= 3) AND ((lower(t.code) ~~ (incidents_with_word.word || '%'::text)) OR (to_tsvector('simple'::regconfig, ((((t.name || ' '::text) || t.name_en) || ' '::text) || array_to_string(t.words, ' '::text))) @@ to_tsquery('simple'::regconfig, (incidents_with_word.word || ':*'::text)))))
 UNION
  SELECT a.incident_id
    FROM (public.assignments a
      JOIN public.agencies g ON ((g.id = a.agency_id)))
   WHERE ((a.tenant_id = (current_setting('sigap.tenant'::text))::uuid) AND (length(incidents_with_word.word) >= 3) AND ((lower(g.code) ~~ (incidents_with_word.word || '%'::text)) OR (to_tsvector('simple'::regconfig, g.name) @@ to_tsquery('simple'::regconfig, (incidents_with_word.word || ':*'::text)))))
 UNION
  SELECT i.id
    FROM public.incidents i
   WHERE ((i.tenant_id = (current_setting('sigap.tenant'::text))::uuid) AND (i.number =
         CASE
             WHEN (incidents_with_word.word ~ '^[0-9]{1,15}$'::text) THEN (incidents_with_word.word)::bigint
             ELSE NULL::bigint
         END));
END;

CREATE FUNCTION public.next_number(for_tenant uuid, for_kind text) RETURNS bigint
    LANGUAGE sql
    AS $$
  insert into number_series (tenant_id, kind, last) values (for_tenant, for_kind, 1)
  on conflict (tenant_id, kind) do update set last = number_series.last + 1 returning last
$$;

CREATE FUNCTION public.protect_tenant_table(target regclass, privileges text DEFAULT 'select, insert, update, delete'::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy tenant_only on %s to sigap_app using (tenant_id = current_setting(''sigap.tenant'')::uuid) with check (tenant_id = current_setting(''sigap.tenant'')::uuid)', target);
  execute format('create policy machinery on %s to sigap_system using (true) with check (true)', target);
  execute format('grant %s on %s to sigap_app, sigap_system', privileges, target);
end $$;

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'Table % is append-only: correct it by a further row', tg_table_name;
end $$;

CREATE FUNCTION public.ring_deadlines() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform pg_notify('deadlines', '');
  return null;
end $$;

CREATE FUNCTION public.ring_events() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform pg_notify('events', '');
  return null;
end $$;

CREATE FUNCTION public.ring_telephony() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform pg_notify('telephony', new.tenant_id::text);
  return null;
end $$;

CREATE FUNCTION public.ring_telephony_of_tenant() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform pg_notify('telephony', new.id::text);
  return null;
end $$;

CREATE TABLE public.access_log (
    seq bigint NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    field text NOT NULL,
    reason text NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE public.access_log ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.access_log_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agency_alerting (
    tenant_id uuid NOT NULL,
    session_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    user_id uuid NOT NULL,
    sound text NOT NULL,
    seen_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT agency_alerting_sound_check CHECK ((sound = ANY (ARRAY['on'::text, 'muted'::text, 'blocked'::text])))
);

CREATE TABLE public.agency_answer_reminders (
    agency_id uuid NOT NULL,
    month text NOT NULL,
    tenant_id uuid NOT NULL,
    reminded_at timestamp with time zone NOT NULL,
    missing integer NOT NULL,
    CONSTRAINT agency_answer_reminders_missing_check CHECK ((missing > 0))
);

CREATE TABLE public.agency_answer_settings (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.agency_briefs (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    month text NOT NULL,
    number integer NOT NULL,
    cause text NOT NULL,
    reason text,
    made_at timestamp with time zone NOT NULL,
    made_by uuid,
    is_partial boolean NOT NULL,
    sheet jsonb NOT NULL,
    pdf bytea NOT NULL,
    CONSTRAINT agency_briefs_cause_check CHECK ((cause = ANY (ARRAY['schedule'::text, 'hand'::text]))),
    CONSTRAINT agency_briefs_check CHECK (((cause = 'hand'::text) = ((reason IS NOT NULL) AND (made_by IS NOT NULL)))),
    CONSTRAINT agency_briefs_month_check CHECK ((month ~ '^20\d\d-(0[1-9]|1[0-2])$'::text)),
    CONSTRAINT agency_briefs_number_check CHECK ((number > 0))
);

CREATE TABLE public.agency_covers (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    cover_agency_id uuid NOT NULL,
    times text NOT NULL,
    windows jsonb DEFAULT '[]'::jsonb NOT NULL,
    from_day date,
    until_day date,
    "position" integer NOT NULL,
    active boolean DEFAULT true NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT agency_covers_check CHECK ((agency_id <> cover_agency_id)),
    CONSTRAINT agency_covers_check1 CHECK (((from_day IS NULL) OR (until_day IS NULL) OR (from_day <= until_day))),
    CONSTRAINT agency_covers_position_check CHECK ((("position" >= 1) AND ("position" <= 99))),
    CONSTRAINT agency_covers_times_check CHECK ((times = ANY (ARRAY['always'::text, 'out_of_service'::text, 'outside_hours'::text, 'windows'::text])))
);

CREATE TABLE public.agency_explanations (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    month text NOT NULL,
    figure text NOT NULL,
    side text NOT NULL,
    version integer NOT NULL,
    text text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    written_by uuid NOT NULL,
    CONSTRAINT agency_explanations_figure_check CHECK ((figure ~ '^[A-Z_]{3,40}$'::text)),
    CONSTRAINT agency_explanations_month_check CHECK ((month ~ '^20\d\d-(0[1-9]|1[0-2])$'::text)),
    CONSTRAINT agency_explanations_side_check CHECK ((side = ANY (ARRAY['agency'::text, 'head'::text]))),
    CONSTRAINT agency_explanations_text_check CHECK (((length(text) >= 3) AND (length(text) <= 2000))),
    CONSTRAINT agency_explanations_version_check CHECK ((version > 0))
);

CREATE TABLE public.agency_outages (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    reason_code text NOT NULL,
    note text,
    begun_at timestamp with time zone NOT NULL,
    begun_by uuid,
    until timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_by uuid,
    CONSTRAINT agency_outages_check CHECK ((until > begun_at)),
    CONSTRAINT agency_outages_reason_code_check CHECK ((reason_code = ANY (ARRAY['no_crew'::text, 'no_vehicle'::text, 'other_disaster'::text, 'building'::text, 'other'::text])))
);

CREATE TABLE public.agency_units (
    agency_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    version integer NOT NULL
);

CREATE TABLE public.areas (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.assignment_alerts (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    kind text NOT NULL,
    number integer NOT NULL,
    act text NOT NULL,
    way text NOT NULL,
    contact_id uuid,
    message_id uuid,
    duty_call_id uuid,
    at timestamp with time zone NOT NULL,
    result text,
    code text,
    ended_at timestamp with time zone,
    CONSTRAINT assignment_alerts_act_check CHECK ((act = ANY (ARRAY['push'::text, 'email'::text, 'whatsapp'::text, 'sms'::text, 'call'::text, 'superior'::text, 'supervisor'::text]))),
    CONSTRAINT assignment_alerts_check CHECK (((result IS NULL) = (ended_at IS NULL))),
    CONSTRAINT assignment_alerts_kind_check CHECK ((kind = ANY (ARRAY['step'::text, 'remind'::text]))),
    CONSTRAINT assignment_alerts_result_check CHECK ((result = ANY (ARRAY['sent'::text, 'received'::text, 'failed'::text, 'skipped'::text, 'told'::text, 'accepted'::text, 'rejected'::text, 'no_press'::text, 'hung_up'::text, 'no_answer'::text, 'busy'::text, 'declined'::text, 'unreachable'::text, 'no_line'::text, 'broken_off'::text, 'cancelled'::text]))),
    CONSTRAINT assignment_alerts_way_check CHECK ((way = ANY (ARRAY['push'::text, 'email'::text, 'whatsapp'::text, 'sms'::text, 'telephone'::text, 'screen'::text, 'none'::text])))
);

CREATE TABLE public.assignment_ladders (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    content jsonb NOT NULL,
    start_at timestamp with time zone NOT NULL,
    taken integer[] DEFAULT '{}'::integer[] NOT NULL,
    reminded integer DEFAULT 0 NOT NULL,
    stopped text,
    CONSTRAINT assignment_ladders_stopped_check CHECK ((stopped = ANY (ARRAY['acknowledged'::text, 'ended'::text, 'old'::text, 'done'::text, 'off'::text, 'import'::text])))
);

CREATE TABLE public.attendance_corrections (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    shift_id uuid NOT NULL,
    verdict text NOT NULL,
    reason text NOT NULL,
    corrected_by uuid NOT NULL,
    corrected_at timestamp with time zone NOT NULL,
    CONSTRAINT attendance_corrections_verdict_check CHECK ((verdict = ANY (ARRAY['present'::text, 'excused'::text, 'absent'::text, 'as_measured'::text])))
);

CREATE TABLE public.audit_days (
    tenant_id uuid NOT NULL,
    day date NOT NULL,
    seed bytea NOT NULL,
    commitment text NOT NULL,
    share numeric NOT NULL,
    committed_at timestamp with time zone NOT NULL,
    drawn_at timestamp with time zone,
    eligible integer,
    drawn integer,
    CONSTRAINT audit_days_check CHECK (((drawn_at IS NULL) = (eligible IS NULL))),
    CONSTRAINT audit_days_check1 CHECK (((drawn_at IS NULL) = (drawn IS NULL))),
    CONSTRAINT audit_days_commitment_check CHECK ((commitment ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT audit_days_drawn_check CHECK ((drawn >= 0)),
    CONSTRAINT audit_days_eligible_check CHECK ((eligible >= 0)),
    CONSTRAINT audit_days_seed_check CHECK ((length(seed) = 32)),
    CONSTRAINT audit_days_share_check CHECK (((share > (0)::numeric) AND (share <= (1)::numeric)))
);

CREATE TABLE public.audit_hearings (
    listening_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    audit_id uuid NOT NULL,
    user_id uuid NOT NULL
);

CREATE TABLE public.audit_settings (
    tenant_id uuid NOT NULL,
    share numeric DEFAULT 0.05 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT audit_settings_share_check CHECK (((share > (0)::numeric) AND (share <= (1)::numeric)))
);

CREATE TABLE public.audits (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    call_id uuid NOT NULL,
    day date NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    is_random boolean NOT NULL,
    match_incident_id uuid,
    match_by text,
    match_m integer,
    first_code text NOT NULL,
    first_by uuid,
    judged_by uuid,
    judged_at timestamp with time zone,
    second_code text,
    confidence text,
    agreement text,
    note text,
    CONSTRAINT audits_agreement_check CHECK ((agreement = ANY (ARRAY['agrees'::text, 'emergency'::text, 'otherwise'::text, 'unheard'::text]))),
    CONSTRAINT audits_check CHECK ((is_random OR (match_incident_id IS NOT NULL))),
    CONSTRAINT audits_check1 CHECK (((match_incident_id IS NULL) = (match_by IS NULL))),
    CONSTRAINT audits_check2 CHECK (((judged_at IS NULL) = (judged_by IS NULL))),
    CONSTRAINT audits_check3 CHECK (((judged_at IS NULL) = (second_code IS NULL))),
    CONSTRAINT audits_check4 CHECK (((judged_at IS NULL) = (agreement IS NULL))),
    CONSTRAINT audits_check5 CHECK (((judged_at IS NULL) = (confidence IS NULL))),
    CONSTRAINT audits_confidence_check CHECK ((confidence = ANY (ARRAY['sure'::text, 'likely'::text, 'unsure'::text]))),
    CONSTRAINT audits_match_by_check CHECK ((match_by = ANY (ARRAY['number'::text, 'place'::text]))),
    CONSTRAINT audits_match_m_check CHECK ((match_m >= 0)),
    CONSTRAINT audits_note_check CHECK ((length(note) <= 500))
);

CREATE TABLE public.boundaries (
    layer_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    region_code text NOT NULL,
    geometry jsonb NOT NULL,
    simple jsonb NOT NULL
);

CREATE TABLE public.calendar_feeds (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    made_at timestamp with time zone NOT NULL
);

CREATE TABLE public.call_hints (
    call_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    scored_at timestamp with time zone NOT NULL,
    model integer NOT NULL,
    score numeric(5,4) NOT NULL,
    is_likely boolean NOT NULL,
    cue text,
    confirmed integer NOT NULL,
    people integer NOT NULL,
    by_history boolean NOT NULL,
    would_pass boolean NOT NULL,
    confirmed_pranks numeric(6,2),
    confirmers numeric(6,2),
    confirmed_needs numeric(6,2),
    other_matters numeric(6,2),
    short_talks numeric(6,2),
    silent_calls numeric(6,2),
    keys_pressed numeric(6,2),
    place_far numeric(6,2),
    other_reports numeric(6,2),
    not_needed numeric(6,2),
    CONSTRAINT call_hints_check CHECK (((NOT is_likely) OR (cue IS NULL))),
    CONSTRAINT call_hints_check1 CHECK ((is_likely OR (NOT would_pass))),
    CONSTRAINT call_hints_confirmed_check CHECK ((confirmed >= 0)),
    CONSTRAINT call_hints_cue_check CHECK ((cue = ANY (ARRAY['emergency_lately'::text, 'unhelped_lately'::text, 'asked_for_help'::text, 'open_incident'::text, 'follow_up_open'::text, 'other_reports'::text, 'vulnerable'::text]))),
    CONSTRAINT call_hints_model_check CHECK ((model > 0)),
    CONSTRAINT call_hints_people_check CHECK ((people >= 0)),
    CONSTRAINT call_hints_score_check CHECK (((score >= (0)::numeric) AND (score <= (1)::numeric)))
);

CREATE TABLE public.call_judgements (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    call_id uuid NOT NULL,
    number integer NOT NULL,
    code text,
    before text,
    evidence text[] DEFAULT '{}'::text[] NOT NULL,
    user_id uuid,
    judged_at timestamp with time zone NOT NULL,
    reason text,
    CONSTRAINT call_judgements_check CHECK (((number = 0) OR (user_id IS NOT NULL))),
    CONSTRAINT call_judgements_number_check CHECK ((number >= 0)),
    CONSTRAINT call_judgements_reason_check CHECK (((length(reason) >= 3) AND (length(reason) <= 300)))
);

CREATE TABLE public.call_legs (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    call_id uuid NOT NULL,
    kind text NOT NULL,
    user_id uuid,
    pbx_channel text NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    left_at timestamp with time zone,
    hangup_cause integer,
    CONSTRAINT call_legs_kind_check CHECK ((kind = ANY (ARRAY['caller'::text, 'desk'::text, 'agency'::text, 'outside'::text])))
);

CREATE TABLE public.call_offers (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    call_id uuid NOT NULL,
    user_id uuid NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome text,
    step text DEFAULT 'takers'::text NOT NULL,
    CONSTRAINT call_offers_check CHECK (((ended_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT call_offers_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'missed'::text, 'declined'::text, 'taken'::text, 'caller_left'::text, 'desk_gone'::text, 'failed'::text]))),
    CONSTRAINT call_offers_step_check CHECK ((step = ANY (ARRAY['takers'::text, 'supervisors'::text, 'anyone'::text])))
);

CREATE TABLE public.call_parties (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    call_id uuid NOT NULL,
    user_id uuid NOT NULL,
    asked text NOT NULL,
    mode text NOT NULL,
    entry_id uuid,
    agency_id uuid,
    contact_id uuid,
    label text,
    number text,
    pbx_channel text NOT NULL,
    called_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    handed_over_at timestamp with time zone,
    ended_at timestamp with time zone,
    outcome text,
    hangup_cause integer,
    CONSTRAINT call_parties_asked_check CHECK ((asked = ANY (ARRAY['consult'::text, 'blind'::text, 'out'::text]))),
    CONSTRAINT call_parties_check CHECK (((ended_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT call_parties_check1 CHECK (((mode <> ALL (ARRAY['conference'::text, 'handed_over'::text])) OR (answered_at IS NOT NULL))),
    CONSTRAINT call_parties_check2 CHECK (((mode = 'handed_over'::text) = (handed_over_at IS NOT NULL))),
    CONSTRAINT call_parties_check3 CHECK (((asked = 'out'::text) = (mode = 'out'::text))),
    CONSTRAINT call_parties_mode_check CHECK ((mode = ANY (ARRAY['consult'::text, 'blind'::text, 'conference'::text, 'handed_over'::text, 'out'::text]))),
    CONSTRAINT call_parties_outcome_check CHECK ((outcome = ANY (ARRAY['busy'::text, 'no_answer'::text, 'failed'::text, 'taken_back'::text, 'left'::text, 'line_lost'::text, 'desk_gone'::text, 'call_ended'::text])))
);

CREATE TABLE public.call_signs (
    call_id uuid NOT NULL,
    number integer NOT NULL,
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    digit text,
    ms integer,
    heard_at timestamp with time zone NOT NULL,
    CONSTRAINT call_signs_check CHECK (((kind = 'key'::text) = (digit IS NOT NULL))),
    CONSTRAINT call_signs_digit_check CHECK ((digit ~ '^[0-9A-D*#]$'::text)),
    CONSTRAINT call_signs_kind_check CHECK ((kind = ANY (ARRAY['tap'::text, 'short'::text, 'voice'::text, 'key'::text, 'link'::text]))),
    CONSTRAINT call_signs_ms_check CHECK ((ms >= 0)),
    CONSTRAINT call_signs_number_check CHECK ((number > 0))
);

CREATE TABLE public.call_silent_steps (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    call_id uuid NOT NULL,
    step text,
    question text,
    answer text,
    user_id uuid NOT NULL,
    done_at timestamp with time zone NOT NULL,
    outcome text,
    CONSTRAINT call_silent_steps_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text, 'unclear'::text]))),
    CONSTRAINT call_silent_steps_check CHECK ((((step IS NULL) = (question IS NOT NULL)) AND ((question IS NULL) = (answer IS NULL)))),
    CONSTRAINT call_silent_steps_check1 CHECK (((outcome IS NULL) OR (step = 'play_prompt'::text))),
    CONSTRAINT call_silent_steps_outcome_check CHECK ((outcome = ANY (ARRAY['played'::text, 'failed'::text]))),
    CONSTRAINT call_silent_steps_step_check CHECK ((step = ANY (ARRAY['ask_aloud'::text, 'ask_sign'::text, 'play_prompt'::text, 'listen'::text])))
);

CREATE TABLE public.call_supervisions (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    call_id uuid NOT NULL,
    user_id uuid NOT NULL,
    mode text NOT NULL,
    reason text NOT NULL,
    note text,
    was_ready boolean DEFAULT false NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    began_at timestamp with time zone,
    pbx_channel text,
    ended_at timestamp with time zone,
    outcome text,
    CONSTRAINT call_supervisions_check CHECK (((ended_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT call_supervisions_check1 CHECK (((began_at IS NULL) = (pbx_channel IS NULL))),
    CONSTRAINT call_supervisions_mode_check CHECK ((mode = ANY (ARRAY['listen'::text, 'whisper'::text, 'join'::text]))),
    CONSTRAINT call_supervisions_outcome_check CHECK ((outcome = ANY (ARRAY['left'::text, 'call_ended'::text, 'took_over'::text, 'not_reached'::text])))
);

CREATE TABLE public.caller_case_appeals (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    case_id uuid NOT NULL,
    text text,
    salt bytea NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    filed_by uuid,
    decided_at timestamp with time zone,
    decided_by uuid,
    decision text,
    reason text,
    erased_at timestamp with time zone,
    CONSTRAINT caller_case_appeals_check CHECK (((decision IS NULL) = (decided_at IS NULL))),
    CONSTRAINT caller_case_appeals_decision_check CHECK ((decision = ANY (ARRAY['granted'::text, 'rejected'::text])))
);

CREATE TABLE public.caller_case_entries (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    case_id uuid NOT NULL,
    kind text NOT NULL,
    text text,
    letter text,
    salt bytea NOT NULL,
    written_at timestamp with time zone NOT NULL,
    written_by uuid,
    undone_at timestamp with time zone,
    undone_by uuid,
    erased_at timestamp with time zone,
    pack_id uuid,
    CONSTRAINT caller_case_entries_kind_check CHECK ((kind = ANY (ARRAY['note'::text, 'end'::text, 'log'::text, 'friendly_call'::text, 'parents_or_school'::text, 'letter'::text, 'police_referral'::text]))),
    CONSTRAINT caller_case_entries_pack_kind CHECK (((pack_id IS NULL) OR (kind = 'police_referral'::text)))
);

CREATE TABLE public.caller_case_lanes (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    case_id uuid NOT NULL,
    days integer NOT NULL,
    reason text,
    salt bytea NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_by uuid NOT NULL,
    signed_at timestamp with time zone,
    signed_by uuid,
    expires_at timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by uuid,
    end_reason text,
    erased_at timestamp with time zone,
    CONSTRAINT caller_case_lanes_check CHECK ((signed_by IS DISTINCT FROM asked_by)),
    CONSTRAINT caller_case_lanes_check1 CHECK (((signed_at IS NULL) = (signed_by IS NULL))),
    CONSTRAINT caller_case_lanes_check2 CHECK (((signed_at IS NULL) = (expires_at IS NULL))),
    CONSTRAINT caller_case_lanes_check3 CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
    CONSTRAINT caller_case_lanes_days_check CHECK (((days >= 1) AND (days <= 7))),
    CONSTRAINT caller_case_lanes_end_reason_check CHECK ((end_reason = ANY (ARRAY['expired'::text, 'by_hand'::text, 'refused'::text, 'case_ended'::text])))
);

CREATE TABLE public.caller_case_settings (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.caller_cases (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    number bigint NOT NULL,
    number_id uuid NOT NULL,
    state text NOT NULL,
    cause text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by uuid,
    assignee_id uuid,
    last_nuisance_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_by uuid,
    end_reason text,
    version integer DEFAULT 1 NOT NULL,
    erased_at timestamp with time zone,
    CONSTRAINT caller_cases_cause_check CHECK ((cause = ANY (ARRAY['rule'::text, 'hand'::text]))),
    CONSTRAINT caller_cases_check CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
    CONSTRAINT caller_cases_check1 CHECK (((end_reason IS NULL) = (ended_at IS NULL))),
    CONSTRAINT caller_cases_end_reason_check CHECK ((end_reason = ANY (ARRAY['clean'::text, 'by_hand'::text, 'appeal'::text, 'corrected'::text]))),
    CONSTRAINT caller_cases_state_check CHECK ((state = ANY (ARRAY['open'::text, 'ended'::text])))
);

CREATE TABLE public.caller_links (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    call_id uuid NOT NULL,
    token_hash bytea,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    result text,
    opened_at timestamp with time zone,
    CONSTRAINT caller_links_check CHECK (((sent_at IS NULL) = (result IS NULL))),
    CONSTRAINT caller_links_check1 CHECK (((result IS DISTINCT FROM 'sent'::text) OR (token_hash IS NOT NULL))),
    CONSTRAINT caller_links_result_check CHECK ((result = ANY (ARRAY['sent'::text, 'failed'::text])))
);

CREATE TABLE public.caller_message_looks (
    call_id uuid NOT NULL,
    user_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    opened_at timestamp with time zone NOT NULL
);

CREATE TABLE public.caller_messages (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    call_id uuid NOT NULL,
    link_id uuid,
    number integer NOT NULL,
    client_id uuid NOT NULL,
    kind text NOT NULL,
    words text,
    written_by uuid,
    written_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    erased_at timestamp with time zone,
    CONSTRAINT caller_messages_check CHECK (((link_id IS NULL) = (written_by IS NOT NULL))),
    CONSTRAINT caller_messages_check1 CHECK (((kind = 'words'::text) OR (words IS NULL))),
    CONSTRAINT caller_messages_check2 CHECK (((link_id IS NOT NULL) OR ((kind = 'words'::text) AND (seen_at IS NULL)))),
    CONSTRAINT caller_messages_kind_check CHECK ((kind = ANY (ARRAY['words'::text, 'need_help'::text, 'safe'::text, 'call_back'::text, 'place'::text]))),
    CONSTRAINT caller_messages_number_check CHECK ((number > 0))
);

CREATE TABLE public.caller_note_versions (
    note_id uuid NOT NULL,
    version integer NOT NULL,
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    text text,
    expires_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by uuid
);

CREATE TABLE public.caller_notes (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    number_id uuid NOT NULL,
    kind text NOT NULL,
    text text,
    salt bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    written_at timestamp with time zone NOT NULL,
    written_by uuid,
    version integer DEFAULT 1 NOT NULL,
    removed_at timestamp with time zone,
    removed_by uuid,
    erased_at timestamp with time zone,
    CONSTRAINT caller_notes_check CHECK (((text IS NULL) = (erased_at IS NOT NULL))),
    CONSTRAINT caller_notes_kind_check CHECK ((kind = ANY (ARRAY['disability'::text, 'illness'::text, 'elderly'::text, 'child'::text, 'danger'::text, 'language'::text, 'shared'::text, 'other'::text])))
);

CREATE TABLE public.caller_numbers (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    e164 text,
    added_at timestamp with time zone NOT NULL,
    erased_at timestamp with time zone,
    CONSTRAINT caller_numbers_check CHECK (((e164 IS NULL) = (erased_at IS NOT NULL)))
);

CREATE TABLE public.caller_places (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    call_id uuid NOT NULL,
    source text NOT NULL,
    origin text NOT NULL,
    place jsonb NOT NULL,
    received_at timestamp with time zone NOT NULL,
    CONSTRAINT caller_places_source_check CHECK ((source = ANY (ARRAY['aml'::text, 'link'::text, 'pidf'::text, 'reference'::text, 'carrier'::text, 'cell'::text])))
);

CREATE TABLE public.caller_ratings (
    track_id uuid NOT NULL,
    round integer NOT NULL,
    tenant_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    score integer NOT NULL,
    words text,
    rated_at timestamp with time zone NOT NULL,
    erased_at timestamp with time zone,
    CONSTRAINT caller_ratings_score_check CHECK (((score >= 1) AND (score <= 5)))
);

CREATE TABLE public.caller_task_tries (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    task_id uuid NOT NULL,
    result text NOT NULL,
    tried_by uuid,
    tried_at timestamp with time zone NOT NULL,
    CONSTRAINT caller_task_tries_result_check CHECK ((result = ANY (ARRAY['told'::text, 'no_answer'::text, 'not_wanted'::text])))
);

CREATE TABLE public.caller_tasks (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    track_id uuid NOT NULL,
    cause text NOT NULL,
    state text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    overdue_at timestamp with time zone,
    claimed_by uuid,
    claimed_at timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by uuid,
    result text,
    CONSTRAINT caller_tasks_cause_check CHECK ((cause = ANY (ARRAY['landline'::text, 'no_channel'::text, 'failed'::text, 'by_type'::text, 'wanted'::text]))),
    CONSTRAINT caller_tasks_check CHECK (((state = 'claimed'::text) = (claimed_by IS NOT NULL))),
    CONSTRAINT caller_tasks_check1 CHECK (((state = 'done'::text) = (ended_at IS NOT NULL))),
    CONSTRAINT caller_tasks_check2 CHECK (((state = 'done'::text) = (result IS NOT NULL))),
    CONSTRAINT caller_tasks_result_check CHECK ((result = ANY (ARRAY['told'::text, 'no_answer'::text, 'not_wanted'::text, 'over'::text]))),
    CONSTRAINT caller_tasks_state_check CHECK ((state = ANY (ARRAY['open'::text, 'claimed'::text, 'done'::text])))
);

CREATE TABLE public.caller_tellings (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    track_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    milestone text NOT NULL,
    round integer NOT NULL,
    agency_id uuid,
    state text NOT NULL,
    reason text,
    channels_left text[] DEFAULT '{}'::text[] NOT NULL,
    channel text,
    message_id uuid,
    decided_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT caller_tellings_check CHECK (((state = 'waiting'::text) = (due_at IS NOT NULL))),
    CONSTRAINT caller_tellings_check1 CHECK (((state = ANY (ARRAY['waiting'::text, 'sending'::text])) = (ended_at IS NULL))),
    CONSTRAINT caller_tellings_milestone_check CHECK ((milestone = ANY (ARRAY['received'::text, 'accepted'::text, 'on_the_way'::text, 'arrived'::text, 'done'::text, 'closed'::text, 'reopened'::text]))),
    CONSTRAINT caller_tellings_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'skipped'::text])))
);

CREATE TABLE public.caller_tracks (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    follower_id uuid,
    way text DEFAULT 'auto'::text NOT NULL,
    way_by uuid,
    way_at timestamp with time zone,
    token_hash bytea,
    made_at timestamp with time zone NOT NULL,
    opened_at timestamp with time zone,
    CONSTRAINT caller_tracks_way_check CHECK ((way = ANY (ARRAY['auto'::text, 'message'::text, 'voice'::text, 'none'::text])))
);

CREATE TABLE public.calls (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    number bigint NOT NULL,
    direction text DEFAULT 'inbound'::text NOT NULL,
    purpose text DEFAULT 'public'::text NOT NULL,
    state text NOT NULL,
    pbx_system text NOT NULL,
    pbx_linkedid text NOT NULL,
    pbx_channel text,
    dialled text NOT NULL,
    caller_raw text,
    caller_e164 text,
    arrived_at timestamp with time zone NOT NULL,
    queued_at timestamp with time zone,
    first_offered_at timestamp with time zone,
    answered_at timestamp with time zone,
    ended_at timestamp with time zone,
    answered_by uuid,
    ended_by text,
    hangup_cause integer,
    disposition text,
    disposition_by uuid,
    disposition_at timestamp with time zone,
    wrapped_up_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    pbx_app text,
    unattended_since timestamp with time zone,
    held_since timestamp with time zone,
    outside_since timestamp with time zone,
    silent_since timestamp with time zone,
    silent_media text,
    silent_result text,
    ended_silent boolean DEFAULT false NOT NULL,
    pbx_token bigint DEFAULT 0 NOT NULL,
    passed_at timestamp with time zone,
    passed_by uuid,
    CONSTRAINT calls_check CHECK (((state <> ALL (ARRAY['answered'::text, 'ended'::text])) OR (answered_at IS NOT NULL))),
    CONSTRAINT calls_check1 CHECK (((state <> ALL (ARRAY['lost'::text, 'overflowed'::text, 'failed'::text])) OR ((ended_at IS NOT NULL) AND (answered_by IS NULL)))),
    CONSTRAINT calls_check2 CHECK (((state <> 'ended'::text) OR (ended_at IS NOT NULL))),
    CONSTRAINT calls_check3 CHECK (((disposition IS NULL) OR (state = ANY (ARRAY['answered'::text, 'ended'::text, 'lost'::text])))),
    CONSTRAINT calls_check4 CHECK (((unattended_since IS NULL) OR (state = 'answered'::text))),
    CONSTRAINT calls_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
    CONSTRAINT calls_ended_by_check CHECK ((ended_by = ANY (ARRAY['caller'::text, 'desk'::text, 'outside'::text, 'system'::text]))),
    CONSTRAINT calls_held CHECK (((held_since IS NULL) OR (state = 'answered'::text))),
    CONSTRAINT calls_passed CHECK (((passed_at IS NULL) = (passed_by IS NULL))),
    CONSTRAINT calls_purpose_check CHECK ((purpose = ANY (ARRAY['public'::text, 'canary'::text, 'drill'::text, 'test'::text]))),
    CONSTRAINT calls_silent CHECK ((((silent_since IS NULL) = (silent_media IS NULL)) AND ((silent_result IS NULL) OR (silent_since IS NOT NULL)) AND (NOT (ended_silent AND (silent_since IS NULL))))),
    CONSTRAINT calls_silent_media_check CHECK ((silent_media = ANY (ARRAY['flowing'::text, 'none'::text, 'unknown'::text]))),
    CONSTRAINT calls_silent_result_check CHECK ((silent_result = ANY (ARRAY['cannot_speak'::text, 'spoke'::text, 'no_sign'::text]))),
    CONSTRAINT calls_state_check CHECK ((state = ANY (ARRAY['arrived'::text, 'queued'::text, 'offered'::text, 'answered'::text, 'ended'::text, 'lost'::text, 'overflowed'::text, 'failed'::text])))
);

CREATE TABLE public.campaign_photo_settings (
    tenant_id uuid NOT NULL,
    content jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.campaign_photos (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    author_id uuid,
    consent text NOT NULL,
    consent_note text,
    mime text NOT NULL,
    bytes integer NOT NULL,
    sha256 bytea NOT NULL,
    path text NOT NULL,
    key_number integer,
    wrapped_key bytea,
    recorded_at timestamp with time zone NOT NULL,
    erased_at timestamp with time zone,
    CONSTRAINT campaign_photos_bytes_check CHECK ((bytes > 0)),
    CONSTRAINT campaign_photos_check CHECK (((erased_at IS NULL) = (wrapped_key IS NOT NULL))),
    CONSTRAINT campaign_photos_consent_check CHECK ((consent = ANY (ARRAY['nobody_recognisable'::text, 'adults_agreed'::text, 'parents_agreed'::text])))
);

CREATE TABLE public.campaigns (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    state text NOT NULL,
    reason text,
    version integer DEFAULT 1 NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT campaigns_check CHECK (((state = 'cancelled'::text) = (reason IS NOT NULL))),
    CONSTRAINT campaigns_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'held'::text, 'evaluated'::text, 'cancelled'::text])))
);

CREATE TABLE public.canaries (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    line_id uuid NOT NULL,
    due_at timestamp with time zone NOT NULL,
    coverage text,
    placed_at timestamp with time zone,
    answer_ms integer,
    led boolean,
    sip_status integer,
    ended_at timestamp with time zone,
    outcome text,
    CONSTRAINT canaries_check CHECK (((outcome IS NULL) = (ended_at IS NULL))),
    CONSTRAINT canaries_coverage_check CHECK ((coverage = ANY (ARRAY['inside'::text, 'entry'::text, 'loop'::text]))),
    CONSTRAINT canaries_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'slow'::text, 'silent'::text, 'refused'::text, 'no_response'::text, 'unreachable'::text, 'no_telephony'::text, 'broken_off'::text])))
);

CREATE TABLE public.card_answers (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    run_id uuid NOT NULL,
    "position" integer NOT NULL,
    question text NOT NULL,
    choice text NOT NULL,
    crew boolean NOT NULL,
    life_at_risk text,
    raise_to text,
    answered_by uuid,
    answered_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    CONSTRAINT card_answers_life_at_risk_check CHECK ((life_at_risk = ANY (ARRAY['yes'::text, 'no'::text]))),
    CONSTRAINT card_answers_raise_to_check CHECK ((raise_to = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text])))
);

CREATE TABLE public.card_runs (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    card_id uuid NOT NULL,
    card_version integer NOT NULL,
    call_id uuid,
    incident_id uuid,
    revision integer DEFAULT 0 NOT NULL,
    opened_by uuid,
    opened_at timestamp with time zone NOT NULL,
    changed_by uuid,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT card_runs_check CHECK (((call_id IS NOT NULL) OR (incident_id IS NOT NULL)))
);

CREATE TABLE public.card_words (
    answer_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    salt bytea NOT NULL,
    text text,
    erased_at timestamp with time zone
);

CREATE TABLE public.carrier_calls (
    call_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    window_id uuid NOT NULL,
    codec text NOT NULL,
    CONSTRAINT carrier_calls_codec_check CHECK ((codec ~ '^[a-z0-9]{1,20}$'::text))
);

CREATE TABLE public.carrier_windows (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    line_id uuid NOT NULL,
    numbers text[] NOT NULL,
    asked_by text NOT NULL,
    reason text NOT NULL,
    opens_at timestamp with time zone NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    opened_by uuid NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    closed_by uuid,
    CONSTRAINT carrier_windows_check CHECK (((closes_at > opens_at) AND (closes_at <= (opens_at + '04:00:00'::interval)))),
    CONSTRAINT carrier_windows_check1 CHECK (((closed_by IS NULL) OR (closed_at IS NOT NULL))),
    CONSTRAINT carrier_windows_numbers_check CHECK ((cardinality(numbers) <= 20))
);

CREATE TABLE public.case_pack_settings (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.case_packs (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    case_id uuid NOT NULL,
    number integer NOT NULL,
    state text NOT NULL,
    calls integer NOT NULL,
    reason text,
    salt bytea NOT NULL,
    prepared_at timestamp with time zone NOT NULL,
    prepared_by uuid NOT NULL,
    content_sha256 bytea NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    withdraw_reason text,
    file_id uuid NOT NULL,
    path text NOT NULL,
    key_number integer,
    wrapped_key bytea,
    bytes integer,
    file_sha256 bytea,
    erased_at timestamp with time zone,
    CONSTRAINT case_packs_calls_check CHECK ((calls > 0)),
    CONSTRAINT case_packs_check CHECK (((state = 'prepared'::text) = (decided_at IS NULL))),
    CONSTRAINT case_packs_check1 CHECK (((state <> 'signed'::text) OR ((decided_by IS NOT NULL) AND (decided_by <> prepared_by) AND (file_sha256 IS NOT NULL) AND (bytes IS NOT NULL)))),
    CONSTRAINT case_packs_check2 CHECK (((state <> 'withdrawn'::text) OR (wrapped_key IS NULL))),
    CONSTRAINT case_packs_check3 CHECK (((erased_at IS NULL) OR ((wrapped_key IS NULL) AND (reason IS NULL) AND (withdraw_reason IS NULL)))),
    CONSTRAINT case_packs_content_sha256_check CHECK ((length(content_sha256) = 32)),
    CONSTRAINT case_packs_file_sha256_check CHECK ((length(file_sha256) = 32)),
    CONSTRAINT case_packs_number_check CHECK ((number > 0)),
    CONSTRAINT case_packs_state_check CHECK ((state = ANY (ARRAY['prepared'::text, 'signed'::text, 'withdrawn'::text])))
);

CREATE TABLE public.cel_positions (
    pbx_system text NOT NULL,
    "position" bigint NOT NULL,
    file_key text,
    CONSTRAINT cel_positions_file_key_check CHECK ((file_key ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT cel_positions_position_check CHECK (("position" >= 0))
);

CREATE TABLE public.cell_import_rows (
    import_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    line integer NOT NULL,
    problem text,
    said text,
    site jsonb,
    name text,
    CONSTRAINT cell_import_rows_check CHECK (((problem IS NULL) = (site IS NOT NULL)))
);

CREATE TABLE public.cell_imports (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    file_name text NOT NULL,
    columns jsonb NOT NULL,
    delimiter text NOT NULL,
    state text DEFAULT 'checking'::text NOT NULL,
    mode text,
    reason text,
    made_by uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    written integer,
    removed integer,
    CONSTRAINT cell_imports_check CHECK (((state = 'checking'::text) = (ended_at IS NULL))),
    CONSTRAINT cell_imports_check1 CHECK (((state = 'done'::text) = ((mode IS NOT NULL) AND (written IS NOT NULL) AND (removed IS NOT NULL)))),
    CONSTRAINT cell_imports_delimiter_check CHECK ((delimiter = ANY (ARRAY[','::text, ';'::text, '	'::text]))),
    CONSTRAINT cell_imports_mode_check CHECK ((mode = ANY (ARRAY['replace'::text, 'add'::text]))),
    CONSTRAINT cell_imports_state_check CHECK ((state = ANY (ARRAY['checking'::text, 'done'::text, 'dropped'::text])))
);

CREATE TABLE public.cell_sites (
    tenant_id uuid NOT NULL,
    mcc text NOT NULL,
    mnc text NOT NULL,
    area bigint NOT NULL,
    cell bigint NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    radius_m integer,
    operator text NOT NULL,
    source text NOT NULL,
    as_of date,
    CONSTRAINT cell_sites_area_check CHECK ((area >= 0)),
    CONSTRAINT cell_sites_cell_check CHECK ((cell >= 0)),
    CONSTRAINT cell_sites_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT cell_sites_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT cell_sites_mcc_check CHECK ((mcc ~ '^\d{3}$'::text)),
    CONSTRAINT cell_sites_mnc_check CHECK ((mnc ~ '^\d{2,3}$'::text)),
    CONSTRAINT cell_sites_radius_m_check CHECK (((radius_m >= 1) AND (radius_m <= 100000)))
);

CREATE TABLE public.chain_heads (
    tenant_id uuid NOT NULL,
    day date NOT NULL,
    chain_no bigint NOT NULL,
    hash bytea NOT NULL,
    public_key bytea NOT NULL,
    signature bytea NOT NULL,
    signed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT chain_heads_chain_no_check CHECK ((chain_no > 0)),
    CONSTRAINT chain_heads_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT chain_heads_public_key_check CHECK ((length(public_key) = 32)),
    CONSTRAINT chain_heads_signature_check CHECK ((length(signature) = 64))
);

CREATE TABLE public.channel_settings (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    secrets bytea,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.clocks (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    priority text NOT NULL,
    category text,
    acknowledge_s integer,
    arrive_s integer,
    resolve_s integer,
    working_days boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    active boolean DEFAULT true NOT NULL,
    CONSTRAINT clocks_acknowledge_s_check CHECK ((acknowledge_s > 0)),
    CONSTRAINT clocks_arrive_s_check CHECK ((arrive_s > 0)),
    CONSTRAINT clocks_general_active CHECK ((active OR (category IS NOT NULL))),
    CONSTRAINT clocks_priority_check CHECK ((priority = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text]))),
    CONSTRAINT clocks_resolve_s_check CHECK ((resolve_s > 0))
);

CREATE TABLE public.closing_settings (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.crests (
    tenant_id uuid NOT NULL,
    sha256 text NOT NULL,
    mime text NOT NULL,
    bytes bytea NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    CONSTRAINT crests_bytes_check CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 524288))),
    CONSTRAINT crests_height_check CHECK ((height > 0)),
    CONSTRAINT crests_mime_check CHECK ((mime = ANY (ARRAY['image/png'::text, 'image/webp'::text, 'image/svg+xml'::text]))),
    CONSTRAINT crests_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT crests_width_check CHECK ((width > 0))
);

CREATE TABLE public.deadlines (
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    due_at timestamp with time zone NOT NULL,
    set_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    retry_at timestamp with time zone
);

CREATE TABLE public.desk_checks (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    session_id uuid,
    checked_at timestamp with time zone NOT NULL,
    verdict text NOT NULL,
    problems text[] NOT NULL,
    level real,
    clipped_percent real,
    back_level real,
    round_trip_ms real,
    loss_percent real,
    jitter_ms real,
    CONSTRAINT desk_checks_check CHECK (((verdict = 'warned'::text) = (cardinality(problems) > 0))),
    CONSTRAINT desk_checks_verdict_check CHECK ((verdict = ANY (ARRAY['good'::text, 'warned'::text, 'skipped'::text, 'interrupted'::text])))
);

CREATE TABLE public.desk_messages (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    to_user uuid NOT NULL,
    from_user uuid NOT NULL,
    call_id uuid,
    words text,
    sent_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone
);

CREATE TABLE public.desk_phones (
    user_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    sip_user text NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    in_use boolean DEFAULT false NOT NULL,
    registered boolean DEFAULT false NOT NULL
);

CREATE TABLE public.directory_entries (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.drill_alerts (
    tenant_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    part text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_user uuid,
    CONSTRAINT drill_alerts_part_check CHECK ((part = ANY (ARRAY['lead'::text, 'support'::text])))
);

CREATE TABLE public.drill_settings (
    tenant_id uuid NOT NULL,
    content jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.drills (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    scenario text NOT NULL,
    planned_at timestamp with time zone NOT NULL,
    planned_by uuid,
    due_at timestamp with time zone NOT NULL,
    caller text NOT NULL,
    asked_at timestamp with time zone,
    placed_at timestamp with time zone,
    call_id uuid,
    ended_at timestamp with time zone,
    outcome text,
    revealed_at timestamp with time zone,
    seen_at timestamp with time zone,
    looks_waiting integer DEFAULT 0 NOT NULL,
    looks_other_drill integer DEFAULT 0 NOT NULL,
    looks_few_ready integer DEFAULT 0 NOT NULL,
    CONSTRAINT drills_check CHECK (((ended_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT drills_looks_few_ready_check CHECK ((looks_few_ready >= 0)),
    CONSTRAINT drills_looks_other_drill_check CHECK ((looks_other_drill >= 0)),
    CONSTRAINT drills_looks_waiting_check CHECK ((looks_waiting >= 0)),
    CONSTRAINT drills_outcome_check CHECK ((outcome = ANY (ARRAY['reached'::text, 'not_reached'::text, 'gave_way'::text, 'unanswered'::text, 'cut_short'::text, 'not_placed'::text, 'missed'::text, 'cancelled'::text]))),
    CONSTRAINT drills_scenario_check CHECK ((scenario = ANY (ARRAY['whisper'::text, 'child'::text, 'silent_tapper'::text, 'prank_history'::text, 'local_language'::text, 'drunk'::text])))
);

CREATE TABLE public.duty_call_words (
    duty_call_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    number text,
    text text,
    erased_at timestamp with time zone
);

CREATE TABLE public.duty_calls (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    contact_id uuid,
    audience text[] NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    give_up_at timestamp with time zone NOT NULL,
    ring_seconds integer NOT NULL,
    press_seconds integer NOT NULL,
    pbx_system text,
    pbx_app text,
    placed_at timestamp with time zone,
    picked_up_at timestamp with time zone,
    pressed text,
    repeats integer DEFAULT 0 NOT NULL,
    ended_at timestamp with time zone,
    result text,
    CONSTRAINT duty_calls_audience_check CHECK ((cardinality(audience) > 0)),
    CONSTRAINT duty_calls_check CHECK (((result IS NULL) = (ended_at IS NULL))),
    CONSTRAINT duty_calls_check1 CHECK (((picked_up_at IS NULL) OR (placed_at IS NOT NULL))),
    CONSTRAINT duty_calls_press_seconds_check CHECK (((press_seconds >= 5) AND (press_seconds <= 120))),
    CONSTRAINT duty_calls_pressed_check CHECK ((pressed = ANY (ARRAY['1'::text, '2'::text]))),
    CONSTRAINT duty_calls_result_check CHECK ((result = ANY (ARRAY['accepted'::text, 'rejected'::text, 'no_press'::text, 'hung_up'::text, 'no_answer'::text, 'busy'::text, 'declined'::text, 'unreachable'::text, 'no_line'::text, 'broken_off'::text, 'cancelled'::text]))),
    CONSTRAINT duty_calls_ring_seconds_check CHECK (((ring_seconds >= 5) AND (ring_seconds <= 120)))
);

CREATE TABLE public.duty_contacts (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    name text NOT NULL,
    phone text,
    email text,
    "position" integer DEFAULT 1 NOT NULL,
    active boolean DEFAULT true NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    superior boolean DEFAULT false NOT NULL,
    windows jsonb
);

CREATE TABLE public.event_seals (
    tenant_id uuid NOT NULL,
    chain_no bigint NOT NULL,
    seq bigint NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT event_seals_chain_no_check CHECK ((chain_no > 0))
);

CREATE TABLE public.events (
    seq bigint NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    audience text[] NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    clock text NOT NULL,
    content jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'system'::text, 'link'::text, 'public'::text]))),
    CONSTRAINT events_audience_check CHECK ((cardinality(audience) > 0)),
    CONSTRAINT events_clock_check CHECK ((clock = ANY (ARRAY['server'::text, 'asterisk'::text, 'device'::text, 'operator'::text, 'import'::text]))),
    CONSTRAINT events_name_check CHECK ((name ~ '^[a-z_]+\.[a-z_]+$'::text))
);

ALTER TABLE public.events ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.events_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.field_actions (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    key text NOT NULL,
    unit_id uuid,
    kind text NOT NULL,
    device_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    outcome text NOT NULL,
    code text,
    detail jsonb,
    CONSTRAINT field_actions_key_check CHECK (((length(key) >= 8) AND (length(key) <= 100))),
    CONSTRAINT field_actions_outcome_check CHECK ((outcome = ANY (ARRAY['applied'::text, 'late'::text, 'conflict'::text])))
);

CREATE TABLE public.finished_jobs (
    tenant_id uuid NOT NULL,
    job_id bigint NOT NULL,
    finished_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE public.follow_up_notes (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    follow_up_id uuid NOT NULL,
    text text,
    written_by uuid,
    written_at timestamp with time zone NOT NULL,
    erased_at timestamp with time zone
);

CREATE TABLE public.follow_up_settings (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    sms_secret text,
    since timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.follow_up_tries (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    follow_up_id uuid NOT NULL,
    kind text NOT NULL,
    asked_by uuid,
    asked_at timestamp with time zone NOT NULL,
    call_id uuid,
    placed_at timestamp with time zone,
    picked_up_at timestamp with time zone,
    pressed text,
    ended_at timestamp with time zone,
    result text,
    CONSTRAINT follow_up_tries_check CHECK (((result IS NULL) = (ended_at IS NULL))),
    CONSTRAINT follow_up_tries_check1 CHECK (((kind = 'hand'::text) = (asked_by IS NOT NULL))),
    CONSTRAINT follow_up_tries_kind_check CHECK ((kind = ANY (ARRAY['auto'::text, 'hand'::text, 'sms'::text]))),
    CONSTRAINT follow_up_tries_pressed_check CHECK ((pressed = ANY (ARRAY['1'::text, '3'::text]))),
    CONSTRAINT follow_up_tries_result_check CHECK ((result = ANY (ARRAY['reached'::text, 'not_needed'::text, 'no_answer'::text, 'busy'::text, 'declined'::text, 'unreachable'::text, 'no_press'::text, 'hung_up'::text, 'left_queue'::text, 'no_line'::text, 'broken_off'::text, 'cancelled'::text, 'sms_sent'::text, 'sms_failed'::text])))
);

CREATE TABLE public.follow_ups (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    call_id uuid NOT NULL,
    cause text NOT NULL,
    state text NOT NULL,
    can_call boolean NOT NULL,
    step integer DEFAULT 0 NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    overdue_at timestamp with time zone,
    ended_at timestamp with time zone,
    outcome text,
    reason text,
    ended_by uuid,
    version integer DEFAULT 1 NOT NULL,
    wanted_at timestamp with time zone,
    audited_at timestamp with time zone,
    CONSTRAINT follow_ups_cause_check CHECK ((cause = ANY (ARRAY['left_queue'::text, 'failed'::text, 'cut'::text, 'silent'::text, 'dropped'::text, 'wrote'::text, 'audit'::text]))),
    CONSTRAINT follow_ups_check CHECK (((state = 'done'::text) = (ended_at IS NOT NULL))),
    CONSTRAINT follow_ups_check1 CHECK (((state = 'done'::text) = (outcome IS NOT NULL))),
    CONSTRAINT follow_ups_check2 CHECK (((outcome = 'closed'::text) = (reason IS NOT NULL))),
    CONSTRAINT follow_ups_check3 CHECK (((state <> 'scheduled'::text) OR (due_at IS NOT NULL))),
    CONSTRAINT follow_ups_outcome_check CHECK ((outcome = ANY (ARRAY['reached'::text, 'not_needed'::text, 'called_again'::text, 'reclassified'::text, 'closed'::text]))),
    CONSTRAINT follow_ups_state_check CHECK ((state = ANY (ARRAY['scheduled'::text, 'trying'::text, 'person'::text, 'done'::text])))
);

CREATE TABLE public.geo_settings (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.goal_settings (
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.handovers (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    checks jsonb NOT NULL,
    items jsonb NOT NULL,
    notes text NOT NULL,
    reason text,
    written_by uuid NOT NULL,
    written_at timestamp with time zone NOT NULL,
    taken_by uuid,
    taken_at timestamp with time zone,
    CONSTRAINT handovers_check CHECK (((taken_by IS NULL) = (taken_at IS NULL))),
    CONSTRAINT handovers_check1 CHECK (((taken_by IS NULL) OR (taken_by <> written_by)))
);

CREATE TABLE public.hint_orders (
    tenant_id uuid NOT NULL,
    content jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    state text DEFAULT 'shadow'::text NOT NULL,
    counts_from timestamp with time zone,
    room_by uuid,
    room_at timestamp with time zone,
    head_by uuid,
    head_at timestamp with time zone,
    ordering_since timestamp with time zone,
    stopped_at timestamp with time zone,
    stopped_why text,
    CONSTRAINT hint_orders_check CHECK (((room_by IS NULL) = (room_at IS NULL))),
    CONSTRAINT hint_orders_check1 CHECK (((head_by IS NULL) = (head_at IS NULL))),
    CONSTRAINT hint_orders_check2 CHECK (((room_by IS NULL) OR (head_by IS NULL) OR (room_by <> head_by))),
    CONSTRAINT hint_orders_check3 CHECK (((state = 'ordering'::text) = (ordering_since IS NOT NULL))),
    CONSTRAINT hint_orders_check4 CHECK (((state = 'shadow'::text) OR ((room_by IS NOT NULL) AND (head_by IS NOT NULL)))),
    CONSTRAINT hint_orders_check5 CHECK (((stopped_at IS NULL) = (stopped_why IS NULL))),
    CONSTRAINT hint_orders_state_check CHECK ((state = ANY (ARRAY['shadow'::text, 'ordering'::text]))),
    CONSTRAINT hint_orders_stopped_why_check CHECK ((stopped_why = ANY (ARRAY['bound_broken'::text, 'not_precise'::text, 'by_hand'::text, 'limits_changed'::text])))
);

CREATE TABLE public.history_batches (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    system text NOT NULL,
    rows integer NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    CONSTRAINT history_batches_kind_check CHECK ((kind = ANY (ARRAY['incidents'::text, 'assignments'::text]))),
    CONSTRAINT history_batches_rows_check CHECK ((rows > 0))
);

CREATE TABLE public.history_rows (
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    system text NOT NULL,
    external_id text NOT NULL,
    row_id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    digest bytea NOT NULL,
    changed_at timestamp with time zone,
    CONSTRAINT history_rows_kind_check CHECK ((kind = ANY (ARRAY['incidents'::text, 'assignments'::text])))
);

CREATE TABLE public.history_versions (
    batch_id uuid NOT NULL,
    "position" integer NOT NULL,
    tenant_id uuid NOT NULL,
    row_id uuid NOT NULL,
    version integer NOT NULL,
    columns jsonb NOT NULL,
    CONSTRAINT history_versions_position_check CHECK (("position" >= 0)),
    CONSTRAINT history_versions_version_check CHECK ((version > 0))
);

CREATE TABLE public.idempotency_keys (
    tenant_id uuid NOT NULL,
    owner text NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    status integer NOT NULL,
    response jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT idempotency_keys_key_check CHECK (((length(key) >= 8) AND (length(key) <= 200)))
);

CREATE TABLE public.incident_attachments (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    assignment_id uuid,
    unit_id uuid,
    author_id uuid,
    kind text NOT NULL,
    mime text NOT NULL,
    bytes integer NOT NULL,
    sha256 bytea NOT NULL,
    path text NOT NULL,
    key_number integer,
    wrapped_key bytea,
    taken_at timestamp with time zone NOT NULL,
    clamped boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    erased_at timestamp with time zone,
    link_id uuid,
    CONSTRAINT incident_attachments_bytes_check CHECK ((bytes > 0)),
    CONSTRAINT incident_attachments_check CHECK (((erased_at IS NULL) = (wrapped_key IS NOT NULL))),
    CONSTRAINT incident_attachments_kind_check CHECK ((kind = ANY (ARRAY['photo'::text, 'voice'::text])))
);

CREATE TABLE public.incident_calls (
    tenant_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    call_id uuid NOT NULL,
    relation text NOT NULL,
    linked_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    linked_by uuid,
    CONSTRAINT incident_calls_relation_check CHECK ((relation = ANY (ARRAY['opened'::text, 'duplicate'::text, 'followup'::text])))
);

CREATE TABLE public.incident_changes (
    incident_id uuid NOT NULL,
    version integer NOT NULL,
    tenant_id uuid NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by uuid,
    reason text,
    before jsonb,
    after jsonb,
    erased_at timestamp with time zone,
    CONSTRAINT incident_changes_check CHECK (((before IS NULL) = (after IS NULL)))
);

CREATE TABLE public.incident_exports (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    format text NOT NULL,
    filter jsonb NOT NULL,
    columns text[] NOT NULL,
    personal boolean NOT NULL,
    reason text,
    rows_total integer NOT NULL,
    rows_done integer DEFAULT 0 NOT NULL,
    state text DEFAULT 'asked'::text NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT incident_exports_check CHECK (((NOT personal) OR (reason IS NOT NULL))),
    CONSTRAINT incident_exports_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
    CONSTRAINT incident_exports_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'writing'::text, 'done'::text])))
);

CREATE TABLE public.incident_followers (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    call_id uuid NOT NULL,
    since timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    number text,
    name text,
    typed jsonb,
    note_id uuid,
    disposition_before text,
    erased_at timestamp with time zone
);

CREATE TABLE public.incident_handlers (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    user_id uuid NOT NULL,
    reason_code text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by uuid,
    removed_at timestamp with time zone,
    removed_by uuid,
    CONSTRAINT incident_handlers_reason_code_check CHECK ((reason_code = ANY (ARRAY['takes_over'::text, 'knows_victim_service'::text, 'quality_check'::text, 'legal'::text])))
);

CREATE TABLE public.incident_merges (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    into_id uuid NOT NULL,
    state_before text NOT NULL,
    reason text NOT NULL,
    merged_at timestamp with time zone NOT NULL,
    merged_by uuid,
    unmerged_at timestamp with time zone,
    unmerged_by uuid,
    unmerged_reason text,
    CONSTRAINT incident_merges_check CHECK ((incident_id <> into_id)),
    CONSTRAINT incident_merges_check1 CHECK (((unmerged_at IS NULL) = (unmerged_reason IS NULL)))
);

CREATE TABLE public.incident_presences (
    tab_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    mode text NOT NULL,
    since timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    CONSTRAINT incident_presences_mode_check CHECK ((mode = ANY (ARRAY['look'::text, 'edit'::text])))
);

CREATE TABLE public.incident_routings (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    rule_id uuid,
    rule_version integer,
    rule jsonb,
    inputs jsonb NOT NULL,
    conditions text[] NOT NULL,
    proposed jsonb NOT NULL,
    decision text NOT NULL,
    decided_by uuid,
    CONSTRAINT incident_routings_check CHECK ((((rule_id IS NULL) = (rule_version IS NULL)) AND ((rule_id IS NULL) = (rule IS NULL)))),
    CONSTRAINT incident_routings_decision_check CHECK ((decision = ANY (ARRAY['dispatched'::text, 'applied'::text, 'kept'::text])))
);

CREATE TABLE public.incident_views (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    owner_id uuid,
    content jsonb NOT NULL,
    active boolean DEFAULT true NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.installation (
    singleton boolean DEFAULT true NOT NULL,
    epoch integer DEFAULT 1 NOT NULL,
    system_identifier text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    first_seq bigint DEFAULT 1 NOT NULL,
    CONSTRAINT installation_epoch_check CHECK ((epoch > 0)),
    CONSTRAINT installation_first_seq_check CHECK ((first_seq > 0)),
    CONSTRAINT installation_singleton_check CHECK (singleton)
);

CREATE TABLE public.knocks (
    minute timestamp with time zone NOT NULL,
    source inet NOT NULL,
    kind text NOT NULL,
    count integer NOT NULL,
    CONSTRAINT knocks_count_check CHECK ((count > 0)),
    CONSTRAINT knocks_kind_check CHECK ((kind = ANY (ARRAY['unknown'::text, 'wrong_password'::text, 'refused'::text, 'overload'::text])))
);

CREATE TABLE public.kysely_migration (
    name character varying(255) NOT NULL,
    "timestamp" character varying(255) NOT NULL
);

CREATE TABLE public.kysely_migration_lock (
    id character varying(255) NOT NULL,
    is_locked integer DEFAULT 0 NOT NULL
);

CREATE TABLE public.ladders (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    agency_id uuid,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.landmarks (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    layer_id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    words text DEFAULT ''::text NOT NULL,
    category text,
    address text,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    accuracy_m integer,
    village_code text,
    geometry jsonb,
    CONSTRAINT landmarks_accuracy_m_check CHECK (((accuracy_m >= 1) AND (accuracy_m <= 200000))),
    CONSTRAINT landmarks_check CHECK (((kind = 'road'::text) = (geometry IS NOT NULL))),
    CONSTRAINT landmarks_kind_check CHECK ((kind = ANY (ARRAY['landmark'::text, 'road'::text]))),
    CONSTRAINT landmarks_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT landmarks_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision)))
);

CREATE TABLE public.leaves (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    kind text NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    noted_by uuid NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    CONSTRAINT leaves_check CHECK ((to_day >= from_day)),
    CONSTRAINT leaves_kind_check CHECK ((kind = ANY (ARRAY['leave'::text, 'sick'::text, 'permission'::text])))
);

CREATE TABLE public.leg_sounds (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    call_id uuid NOT NULL,
    leg_id uuid NOT NULL,
    stored_at timestamp with time zone NOT NULL,
    codec text NOT NULL,
    incoming_packets integer,
    incoming_lost integer,
    incoming_jitter_ms real,
    incoming_mos real,
    outgoing_packets integer,
    outgoing_lost integer,
    outgoing_jitter_ms real,
    outgoing_mos real,
    round_trip_ms real,
    worst_mos real,
    poor_seconds integer NOT NULL,
    CONSTRAINT leg_sounds_check CHECK ((num_nulls(incoming_packets, incoming_lost, incoming_jitter_ms, incoming_mos) = ANY (ARRAY[0, 4]))),
    CONSTRAINT leg_sounds_check1 CHECK ((num_nulls(outgoing_packets, outgoing_lost, outgoing_jitter_ms, outgoing_mos) = ANY (ARRAY[0, 4]))),
    CONSTRAINT leg_sounds_codec_check CHECK ((codec = ANY (ARRAY['opus'::text, 'alaw'::text, 'other'::text])))
);

CREATE TABLE public.line_secrets (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    line_id uuid NOT NULL,
    cipher bytea NOT NULL,
    made_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE public.lines (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    key text NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    registration text,
    reach text,
    seen_at timestamp with time zone,
    problem text,
    last_success_at timestamp with time zone,
    down_since timestamp with time zone,
    CONSTRAINT lines_key_check CHECK ((key ~ '^[a-z0-9]{8}$'::text)),
    CONSTRAINT lines_reach_check CHECK ((reach = ANY (ARRAY['reachable'::text, 'unreachable'::text]))),
    CONSTRAINT lines_registration_check CHECK ((registration = ANY (ARRAY['registered'::text, 'trying'::text, 'refused'::text])))
);

CREATE TABLE public.masked_call_numbers (
    masked_call_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    crew text,
    caller text,
    erased_at timestamp with time zone
);

CREATE TABLE public.masked_calls (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    give_up_at timestamp with time zone NOT NULL,
    pbx_system text,
    pbx_app text,
    placed_at timestamp with time zone,
    crew_at timestamp with time zone,
    caller_at timestamp with time zone,
    ended_at timestamp with time zone,
    result text,
    talk_ms integer,
    call_id uuid,
    CONSTRAINT masked_calls_check CHECK (((result IS NULL) = (ended_at IS NULL))),
    CONSTRAINT masked_calls_check1 CHECK (((crew_at IS NULL) OR (placed_at IS NOT NULL))),
    CONSTRAINT masked_calls_check2 CHECK (((result = 'talked'::text) = (talk_ms IS NOT NULL))),
    CONSTRAINT masked_calls_result_check CHECK ((result = ANY (ARRAY['talked'::text, 'caller_no_answer'::text, 'caller_busy'::text, 'caller_hung_up'::text, 'caller_unreachable'::text, 'crew_no_answer'::text, 'crew_busy'::text, 'crew_declined'::text, 'crew_hung_up'::text, 'crew_unreachable'::text, 'no_line'::text, 'broken_off'::text]))),
    CONSTRAINT masked_calls_talk_ms_check CHECK ((talk_ms >= 0))
);

CREATE TABLE public.meeting_attendees (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    name text NOT NULL,
    office text DEFAULT ''::text NOT NULL,
    CONSTRAINT meeting_attendees_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
    CONSTRAINT meeting_attendees_office_check CHECK ((length(office) <= 120))
);

CREATE TABLE public.meeting_items (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    "position" integer NOT NULL,
    key text NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    obstacle_id uuid,
    facts jsonb,
    decision text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT meeting_items_decision_check CHECK ((length(decision) <= 2000)),
    CONSTRAINT meeting_items_key_check CHECK ((length(key) <= 80)),
    CONSTRAINT meeting_items_kind_check CHECK ((kind = ANY (ARRAY['figure'::text, 'agency'::text, 'obstacle'::text, 'action'::text, 'free'::text]))),
    CONSTRAINT meeting_items_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);

CREATE TABLE public.meetings (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    number integer NOT NULL,
    title text NOT NULL,
    place text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    month text NOT NULL,
    roles text[] DEFAULT '{}'::text[] NOT NULL,
    agency_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    state text NOT NULL,
    minutes jsonb,
    ended_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    made_by uuid,
    CONSTRAINT meetings_check CHECK (((state = 'ended'::text) = (minutes IS NOT NULL))),
    CONSTRAINT meetings_check1 CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
    CONSTRAINT meetings_month_check CHECK ((month ~ '^20\d\d-(0[1-9]|1[0-2])$'::text)),
    CONSTRAINT meetings_place_check CHECK ((length(place) <= 160)),
    CONSTRAINT meetings_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'live'::text, 'ended'::text]))),
    CONSTRAINT meetings_title_check CHECK (((length(title) >= 3) AND (length(title) <= 160)))
);

CREATE TABLE public.merged_assignments (
    merge_id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    incident_id uuid NOT NULL,
    part text NOT NULL,
    state text NOT NULL,
    clock text,
    due_at timestamp with time zone,
    CONSTRAINT merged_assignments_kind_check CHECK ((kind = ANY (ARRAY['moved'::text, 'ended'::text]))),
    CONSTRAINT merged_assignments_part_check CHECK ((part = ANY (ARRAY['lead'::text, 'support'::text])))
);

CREATE TABLE public.message_attempts (
    message_id uuid NOT NULL,
    number integer NOT NULL,
    tenant_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    ms integer NOT NULL,
    code text,
    CONSTRAINT message_attempts_ms_check CHECK ((ms >= 0)),
    CONSTRAINT message_attempts_number_check CHECK ((number > 0))
);

CREATE TABLE public.message_words (
    message_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    recipient text,
    title text,
    text text,
    path text,
    erased_at timestamp with time zone,
    html text,
    file_name text,
    file bytea,
    CONSTRAINT message_words_check CHECK (((file IS NULL) = (file_name IS NULL))),
    CONSTRAINT message_words_check1 CHECK (((erased_at IS NULL) OR ((html IS NULL) AND (file IS NULL))))
);

CREATE TABLE public.messages (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    channel text NOT NULL,
    purpose text NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    agency_id uuid,
    audience text[] NOT NULL,
    state text NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    give_up_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    code text,
    attempts integer DEFAULT 0 NOT NULL,
    asked_by uuid,
    CONSTRAINT messages_audience_check CHECK ((cardinality(audience) > 0)),
    CONSTRAINT messages_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'whatsapp'::text, 'push'::text]))),
    CONSTRAINT messages_check CHECK (((state = 'queued'::text) = (ended_at IS NULL))),
    CONSTRAINT messages_check1 CHECK (((state = 'failed'::text) = (code IS NOT NULL))),
    CONSTRAINT messages_purpose_check CHECK ((purpose ~ '^[a-z_]{3,40}$'::text)),
    CONSTRAINT messages_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'cancelled'::text])))
);

CREATE TABLE public.month_locks (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    month text NOT NULL,
    edition integer NOT NULL,
    locked_at timestamp with time zone NOT NULL,
    locked_by uuid NOT NULL,
    reason text,
    digest text NOT NULL,
    snapshot text NOT NULL,
    rows_gz bytea NOT NULL,
    CONSTRAINT month_locks_check CHECK (((edition = 1) = (reason IS NULL))),
    CONSTRAINT month_locks_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT month_locks_edition_check CHECK ((edition > 0)),
    CONSTRAINT month_locks_month_check CHECK ((month ~ '^20\d\d-(0[1-9]|1[0-2])$'::text)),
    CONSTRAINT month_locks_reason_check CHECK (((length(reason) >= 3) AND (length(reason) <= 300)))
);

CREATE TABLE public.note_mentions (
    note_id uuid NOT NULL,
    user_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone
);

CREATE TABLE public.number_series (
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    last bigint DEFAULT 0 NOT NULL
);

CREATE TABLE public.obstacle_actions (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    obstacle_id uuid,
    meeting_item_id uuid,
    task text NOT NULL,
    who text NOT NULL,
    due_on date NOT NULL,
    done_at timestamp with time zone,
    proof text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT obstacle_actions_check CHECK (((obstacle_id IS NOT NULL) OR (meeting_item_id IS NOT NULL))),
    CONSTRAINT obstacle_actions_proof_check CHECK ((length(proof) <= 300)),
    CONSTRAINT obstacle_actions_task_check CHECK (((length(task) >= 3) AND (length(task) <= 300))),
    CONSTRAINT obstacle_actions_who_check CHECK (((length(who) >= 1) AND (length(who) <= 120)))
);

CREATE TABLE public.obstacle_comments (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    obstacle_id uuid NOT NULL,
    author_id uuid,
    words text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    CONSTRAINT obstacle_comments_words_check CHECK (((length(words) >= 1) AND (length(words) <= 1000)))
);

CREATE TABLE public.obstacle_settings (
    tenant_id uuid NOT NULL,
    content jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.obstacles (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    number integer NOT NULL,
    code text NOT NULL,
    title text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    agency_id uuid,
    evidence jsonb,
    proposal_key text,
    state text NOT NULL,
    owner_id uuid,
    owner_agency_id uuid,
    due_on date,
    reason text,
    merged_into uuid,
    escalated_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT obstacles_check CHECK (((owner_id IS NULL) OR (owner_agency_id IS NULL))),
    CONSTRAINT obstacles_check1 CHECK (((state <> ALL (ARRAY['open'::text, 'in_progress'::text])) OR ((due_on IS NOT NULL) AND ((owner_id IS NOT NULL) OR (owner_agency_id IS NOT NULL))))),
    CONSTRAINT obstacles_check2 CHECK (((state = 'merged'::text) = (merged_into IS NOT NULL))),
    CONSTRAINT obstacles_check3 CHECK (((state <> 'rejected'::text) OR (reason IS NOT NULL))),
    CONSTRAINT obstacles_check4 CHECK ((merged_into <> id)),
    CONSTRAINT obstacles_code_check CHECK ((code ~ '^K(0[1-9]|1[0-7])$'::text)),
    CONSTRAINT obstacles_description_check CHECK ((length(description) <= 2000)),
    CONSTRAINT obstacles_reason_check CHECK ((length(reason) <= 300)),
    CONSTRAINT obstacles_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'open'::text, 'in_progress'::text, 'done'::text, 'verified'::text, 'rejected'::text, 'merged'::text]))),
    CONSTRAINT obstacles_title_check CHECK (((length(title) >= 3) AND (length(title) <= 160)))
);

CREATE TABLE public.outside_offers (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    call_id uuid NOT NULL,
    step text NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome text,
    CONSTRAINT outside_offers_check CHECK (((ended_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT outside_offers_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'missed'::text, 'caller_left'::text, 'taken'::text, 'failed'::text]))),
    CONSTRAINT outside_offers_step_check CHECK ((step = ANY (ARRAY['number'::text, 'neighbour'::text])))
);

CREATE TABLE public.place_agreements (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.place_imports (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    file_name text NOT NULL,
    bytes bigint NOT NULL,
    received bigint DEFAULT 0 NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT place_imports_bytes_check CHECK ((bytes > 0)),
    CONSTRAINT place_imports_check CHECK (((received >= 0) AND (received <= bytes))),
    CONSTRAINT place_imports_kind_check CHECK ((kind = ANY (ARRAY['boundary'::text, 'landmark'::text, 'tiles'::text]))),
    CONSTRAINT place_imports_state_check CHECK ((state = ANY (ARRAY['open'::text, 'taken'::text, 'dropped'::text])))
);

CREATE TABLE public.place_layers (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    slug text NOT NULL,
    title text NOT NULL,
    level text,
    source text NOT NULL,
    licence text NOT NULL,
    vintage text NOT NULL,
    status text,
    file_name text NOT NULL,
    sha256 text NOT NULL,
    mapping jsonb DEFAULT '{}'::jsonb NOT NULL,
    items integer NOT NULL,
    left_out jsonb DEFAULT '{}'::jsonb NOT NULL,
    tiles jsonb,
    state text DEFAULT 'active'::text NOT NULL,
    reason text NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT place_layers_check CHECK (((kind = 'boundary'::text) = ((level IS NOT NULL) AND (status IS NOT NULL)))),
    CONSTRAINT place_layers_check1 CHECK (((kind = 'tiles'::text) = (tiles IS NOT NULL))),
    CONSTRAINT place_layers_check2 CHECK (((state = 'active'::text) = (ended_at IS NULL))),
    CONSTRAINT place_layers_items_check CHECK ((items >= 0)),
    CONSTRAINT place_layers_kind_check CHECK ((kind = ANY (ARRAY['boundary'::text, 'landmark'::text, 'tiles'::text]))),
    CONSTRAINT place_layers_level_check CHECK ((level = ANY (ARRAY['regency'::text, 'district'::text, 'village'::text]))),
    CONSTRAINT place_layers_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT place_layers_slug_check CHECK ((slug ~ '^[a-z][a-z0-9-]{1,40}$'::text)),
    CONSTRAINT place_layers_state_check CHECK ((state = ANY (ARRAY['active'::text, 'replaced'::text, 'removed'::text]))),
    CONSTRAINT place_layers_status_check CHECK ((status = ANY (ARRAY['definitif'::text, 'indikatif'::text])))
);

CREATE TABLE public.presence_orders (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    ordered_by uuid NOT NULL,
    ordered_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    reason text NOT NULL,
    note text,
    seen_at timestamp with time zone,
    CONSTRAINT presence_orders_state_check CHECK ((state = ANY (ARRAY['ready'::text, 'break'::text, 'offline'::text])))
);

CREATE TABLE public.presences (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    state text NOT NULL,
    break_reason text,
    idle_since timestamp with time zone,
    since timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    reachable boolean DEFAULT false NOT NULL,
    call_id uuid,
    version integer DEFAULT 1 NOT NULL,
    parked_call_id uuid,
    owed_calls uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    due_at timestamp with time zone,
    prolonged integer DEFAULT 0 NOT NULL,
    resume_state text,
    resume_reason text,
    CONSTRAINT presences_check CHECK (((state = 'break'::text) = (break_reason IS NOT NULL))),
    CONSTRAINT presences_parked CHECK (((parked_call_id IS NULL) OR ((state = 'talking'::text) AND (call_id IS NOT NULL) AND (call_id <> parked_call_id)))),
    CONSTRAINT presences_resume CHECK (((NOT (resume_state IS DISTINCT FROM 'break'::text)) = (resume_reason IS NOT NULL))),
    CONSTRAINT presences_resume_state_check CHECK ((resume_state = ANY (ARRAY['offline'::text, 'break'::text]))),
    CONSTRAINT presences_state_check CHECK ((state = ANY (ARRAY['offline'::text, 'ready'::text, 'offered'::text, 'talking'::text, 'wrap_up'::text, 'break'::text])))
);

CREATE TABLE public.prompts (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    sha256 text,
    duration_ms integer,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT prompts_check CHECK (((sha256 IS NULL) = (duration_ms IS NULL))),
    CONSTRAINT prompts_duration_ms_check CHECK ((duration_ms > 0)),
    CONSTRAINT prompts_name_check CHECK ((name = ANY (ARRAY['announcement'::text, 'please-wait'::text, 'hold'::text, 'all-busy'::text, 'soon-answered'::text, 'call-back'::text, 'call-back-thanks'::text, 'silent'::text, 'silent-local'::text]))),
    CONSTRAINT prompts_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

CREATE TABLE public.push_subscriptions (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    endpoint text NOT NULL,
    p256dh text NOT NULL,
    auth text NOT NULL,
    made_at timestamp with time zone NOT NULL
);

CREATE TABLE public.quality_hearings (
    listening_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    sample_id uuid NOT NULL,
    user_id uuid NOT NULL
);

CREATE TABLE public.quality_months (
    tenant_id uuid NOT NULL,
    month text NOT NULL,
    seed bytea NOT NULL,
    commitment text NOT NULL,
    per_taker integer NOT NULL,
    double_share numeric NOT NULL,
    committed_at timestamp with time zone NOT NULL,
    drawn_at timestamp with time zone,
    eligible integer,
    drawn integer,
    CONSTRAINT quality_months_check CHECK (((drawn_at IS NULL) = (eligible IS NULL))),
    CONSTRAINT quality_months_check1 CHECK (((drawn_at IS NULL) = (drawn IS NULL))),
    CONSTRAINT quality_months_commitment_check CHECK ((commitment ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT quality_months_drawn_check CHECK ((drawn >= 0)),
    CONSTRAINT quality_months_eligible_check CHECK ((eligible >= 0)),
    CONSTRAINT quality_months_month_check CHECK ((month ~ '^\d{4}-\d{2}$'::text)),
    CONSTRAINT quality_months_seed_check CHECK ((length(seed) = 32))
);

CREATE TABLE public.quality_samples (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    call_id uuid NOT NULL,
    month text NOT NULL,
    taker_id uuid NOT NULL,
    stratum text NOT NULL,
    is_double boolean NOT NULL,
    state text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    set_aside_why text,
    set_aside_by uuid,
    shown_at timestamp with time zone,
    answer_by timestamp with time zone,
    appeal text,
    appealed_at timestamp with time zone,
    counted_at timestamp with time zone,
    counted_as text,
    sheet_id uuid,
    CONSTRAINT quality_samples_appeal_check CHECK ((length(appeal) <= 2000)),
    CONSTRAINT quality_samples_check CHECK (((state = 'set_aside'::text) = (set_aside_why IS NOT NULL))),
    CONSTRAINT quality_samples_check1 CHECK (((state = 'counted'::text) = (counted_at IS NOT NULL))),
    CONSTRAINT quality_samples_check2 CHECK (((counted_at IS NULL) = (counted_as IS NULL))),
    CONSTRAINT quality_samples_check3 CHECK (((shown_at IS NULL) = (answer_by IS NULL))),
    CONSTRAINT quality_samples_check4 CHECK (((state = ANY (ARRAY['shown'::text, 'appealed'::text, 'counted'::text])) = (sheet_id IS NOT NULL))),
    CONSTRAINT quality_samples_counted_as_check CHECK ((counted_as = ANY (ARRAY['accepted'::text, 'decided'::text, 'expired'::text]))),
    CONSTRAINT quality_samples_month_check CHECK ((month ~ '^\d{4}-\d{2}$'::text)),
    CONSTRAINT quality_samples_set_aside_why_check CHECK ((set_aside_why = ANY (ARRAY['no_sound'::text, 'hidden'::text, 'unfit'::text]))),
    CONSTRAINT quality_samples_state_check CHECK ((state = ANY (ARRAY['assess'::text, 'settle'::text, 'shown'::text, 'appealed'::text, 'counted'::text, 'set_aside'::text]))),
    CONSTRAINT quality_samples_stratum_check CHECK ((stratum = ANY (ARRAY['emergency'::text, 'prank'::text, 'silent'::text, 'abusive'::text, 'other'::text])))
);

CREATE TABLE public.quality_settings (
    tenant_id uuid NOT NULL,
    per_taker integer DEFAULT 4 NOT NULL,
    double_share numeric DEFAULT 0.2 NOT NULL,
    appeal_days integer DEFAULT 7 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    scorecard_version integer DEFAULT 1 NOT NULL,
    CONSTRAINT quality_settings_appeal_days_check CHECK (((appeal_days >= 1) AND (appeal_days <= 60))),
    CONSTRAINT quality_settings_double_share_check CHECK (((double_share >= (0)::numeric) AND (double_share <= (1)::numeric))),
    CONSTRAINT quality_settings_per_taker_check CHECK (((per_taker >= 1) AND (per_taker <= 50)))
);

CREATE TABLE public.quality_sheets (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    sample_id uuid NOT NULL,
    kind text NOT NULL,
    assessor_id uuid NOT NULL,
    scorecard_version integer NOT NULL,
    answers jsonb NOT NULL,
    score numeric,
    is_failed boolean NOT NULL,
    filled_at timestamp with time zone NOT NULL,
    note text,
    CONSTRAINT quality_sheets_kind_check CHECK ((kind = ANY (ARRAY['assessment'::text, 'settlement'::text, 'decision'::text]))),
    CONSTRAINT quality_sheets_note_check CHECK ((length(note) <= 2000)),
    CONSTRAINT quality_sheets_score_check CHECK (((score >= (0)::numeric) AND (score <= (1)::numeric)))
);

CREATE TABLE public.quality_steps (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    talk_id uuid NOT NULL,
    "position" integer NOT NULL,
    words text,
    due date NOT NULL,
    done_at timestamp with time zone,
    done_by uuid,
    CONSTRAINT quality_steps_check CHECK (((done_at IS NULL) = (done_by IS NULL))),
    CONSTRAINT quality_steps_position_check CHECK (("position" >= 0)),
    CONSTRAINT quality_steps_words_check CHECK ((length(words) <= 300))
);

CREATE TABLE public.quality_talks (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    person_id uuid NOT NULL,
    coach_id uuid NOT NULL,
    held_at timestamp with time zone NOT NULL,
    words text,
    CONSTRAINT quality_talks_check CHECK ((person_id <> coach_id)),
    CONSTRAINT quality_talks_words_check CHECK ((length(words) <= 4000))
);

CREATE TABLE public.question_cards (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    code text NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.queue_settings (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    history_stopped_at timestamp with time zone
);

CREATE TABLE public.recording_alarms (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    pbx_system text NOT NULL,
    subject_id uuid NOT NULL,
    since timestamp with time zone NOT NULL,
    cleared_at timestamp with time zone,
    CONSTRAINT recording_alarms_kind_check CHECK ((kind = ANY (ARRAY['stalled'::text, 'disk'::text])))
);

CREATE TABLE public.recording_deletions (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    recording_id uuid NOT NULL,
    reason text NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decision text,
    decided_by uuid,
    decided_at timestamp with time zone,
    CONSTRAINT recording_deletions_check CHECK (((decision IS NULL) = (decided_at IS NULL))),
    CONSTRAINT recording_deletions_check1 CHECK (((decided_by IS DISTINCT FROM asked_by) OR (decided_by IS NULL))),
    CONSTRAINT recording_deletions_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'refused'::text])))
);

CREATE TABLE public.recording_holds (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    subject_number bigint NOT NULL,
    reason text NOT NULL,
    placed_by uuid NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    released_by uuid,
    released_at timestamp with time zone,
    release_reason text,
    CONSTRAINT recording_holds_check CHECK (((released_at IS NULL) = (released_by IS NULL))),
    CONSTRAINT recording_holds_subject_type_check CHECK ((subject_type = ANY (ARRAY['call'::text, 'incident'::text])))
);

CREATE TABLE public.recording_keys (
    tenant_id uuid NOT NULL,
    number integer NOT NULL,
    outer_name text NOT NULL,
    wrapped bytea NOT NULL,
    made_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE public.recording_listenings (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    recording_id uuid NOT NULL,
    user_id uuid NOT NULL,
    reason_code text NOT NULL,
    note text,
    begun_at timestamp with time zone NOT NULL
);

CREATE TABLE public.recording_policies (
    tenant_id uuid NOT NULL,
    emergency_days integer DEFAULT 730 NOT NULL,
    nuisance_days integer DEFAULT 90 NOT NULL,
    test_days integer DEFAULT 30 NOT NULL,
    information_days integer DEFAULT 90 NOT NULL,
    codec text DEFAULT 'wav'::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT recording_policies_codec_check CHECK ((codec = ANY (ARRAY['wav'::text, 'opus'::text]))),
    CONSTRAINT recording_policies_emergency_days_check CHECK (((emergency_days >= 1) AND (emergency_days <= 36500))),
    CONSTRAINT recording_policies_information_days_check CHECK (((information_days >= 1) AND (information_days <= 36500))),
    CONSTRAINT recording_policies_nuisance_days_check CHECK (((nuisance_days >= 1) AND (nuisance_days <= 36500))),
    CONSTRAINT recording_policies_test_days_check CHECK (((test_days >= 1) AND (test_days <= 36500)))
);

CREATE TABLE public.recordings (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    call_id uuid NOT NULL,
    path text NOT NULL,
    state text NOT NULL,
    duration_ms integer,
    bytes bigint,
    sha256 bytea,
    stored_at timestamp with time zone,
    codec text DEFAULT 'wav'::text NOT NULL,
    file_bytes bigint,
    file_sha256 bytea,
    key_number integer,
    wrapped_key bytea,
    peaks bytea,
    deleted_at timestamp with time zone,
    deleted_rule text,
    CONSTRAINT recordings_codec_check CHECK ((codec = ANY (ARRAY['wav'::text, 'opus'::text]))),
    CONSTRAINT recordings_deleted CHECK (((deleted_at IS NULL) = (deleted_rule IS NULL))),
    CONSTRAINT recordings_state_check CHECK ((state = ANY (ARRAY['recording'::text, 'stored'::text, 'missing'::text, 'erased'::text])))
);

CREATE TABLE public.region_neighbours (
    regency_code text NOT NULL,
    neighbour_code text NOT NULL,
    distance_m integer NOT NULL,
    CONSTRAINT region_neighbours_distance_m_check CHECK ((distance_m >= 0))
);

CREATE TABLE public.response_acts (
    link_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    client_id uuid NOT NULL,
    kind text NOT NULL,
    device_at timestamp with time zone,
    done_at timestamp with time zone NOT NULL,
    CONSTRAINT response_acts_kind_check CHECK ((kind = ANY (ARRAY['acknowledge'::text, 'reject'::text, 'en_route'::text, 'arrive'::text, 'finish'::text, 'words'::text])))
);

CREATE TABLE public.response_links (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    contact_id uuid,
    token_hash bytea NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    opened_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    CONSTRAINT response_links_check CHECK ((expires_at > made_at))
);

CREATE TABLE public.roster_alarms (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    why text NOT NULL,
    began_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_by text,
    CONSTRAINT roster_alarms_check CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
    CONSTRAINT roster_alarms_ended_by_check CHECK ((ended_by = ANY (ARRAY['ready'::text, 'over'::text]))),
    CONSTRAINT roster_alarms_why_check CHECK ((why = ANY (ARRAY['start'::text, 'left'::text])))
);

CREATE TABLE public.roster_settings (
    tenant_id uuid NOT NULL,
    content jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.rota_tellings (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    added integer NOT NULL,
    removed integer NOT NULL,
    told_by uuid,
    told_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    CONSTRAINT rota_tellings_added_check CHECK ((added >= 0)),
    CONSTRAINT rota_tellings_removed_check CHECK ((removed >= 0))
);

CREATE TABLE public.routing_rules (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    "position" integer NOT NULL,
    incident_type_id uuid,
    priority text,
    district_code text,
    lead_agency_id uuid,
    support_agency_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    active boolean DEFAULT true NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    category text,
    village_code text,
    area_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    windows jsonb DEFAULT '[]'::jsonb NOT NULL,
    holidays text DEFAULT 'any'::text NOT NULL,
    hours jsonb,
    CONSTRAINT routing_rules_check CHECK (((incident_type_id IS NULL) OR (category IS NULL))),
    CONSTRAINT routing_rules_holidays_check CHECK ((holidays = ANY (ARRAY['any'::text, 'only'::text, 'never'::text]))),
    CONSTRAINT routing_rules_priority_check CHECK ((priority = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text])))
);

CREATE TABLE public.scorecards (
    tenant_id uuid NOT NULL,
    version integer NOT NULL,
    content jsonb NOT NULL,
    CONSTRAINT scorecards_version_check CHECK ((version > 0))
);

CREATE TABLE public.sealer_position (
    singleton boolean DEFAULT true NOT NULL,
    xid xid8 DEFAULT '0'::xid8 NOT NULL,
    seq bigint DEFAULT 0 NOT NULL,
    epoch integer DEFAULT 1 NOT NULL,
    CONSTRAINT sealer_position_singleton_check CHECK (singleton)
);

CREATE TABLE public.security_log_positions (
    pbx_system text NOT NULL,
    key text NOT NULL,
    "position" bigint NOT NULL,
    CONSTRAINT security_log_positions_position_check CHECK (("position" >= 0))
);

CREATE TABLE public.server_holds (
    call_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    since timestamp with time zone NOT NULL
);

CREATE TABLE public.sessions (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    address text,
    agent text,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    seen_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT sessions_state_check CHECK ((state = ANY (ARRAY['second_factor'::text, 'open'::text])))
);

CREATE TABLE public.setting_versions (
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    version integer NOT NULL,
    content jsonb NOT NULL,
    changed_by uuid,
    changed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    reason text
);

CREATE TABLE public.shifts (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    day date NOT NULL,
    template text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    drafted boolean DEFAULT true NOT NULL,
    published boolean DEFAULT false NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT shifts_check CHECK ((ends_at > starts_at)),
    CONSTRAINT shifts_check1 CHECK ((drafted OR published))
);

CREATE TABLE public.silent_settings (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.simulation_runs (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    by_user uuid NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone NOT NULL,
    CONSTRAINT simulation_runs_check CHECK ((until_at > begun_at))
);

CREATE TABLE public.surge_broadcasts (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    surge_id uuid NOT NULL,
    words text NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    sent_by uuid,
    reminded_at timestamp with time zone
);

CREATE TABLE public.surge_link_items (
    link_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    merge_id uuid,
    undone_at timestamp with time zone
);

CREATE TABLE public.surge_links (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    surge_id uuid,
    parent_id uuid NOT NULL,
    relation text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by uuid,
    undone_at timestamp with time zone,
    undone_by uuid,
    CONSTRAINT surge_links_relation_check CHECK ((relation = ANY (ARRAY['child'::text, 'duplicate'::text])))
);

CREATE TABLE public.surge_templates (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.surge_told (
    broadcast_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    reminded_at timestamp with time zone,
    answer text,
    units integer,
    answered_at timestamp with time zone,
    answered_by uuid,
    CONSTRAINT surge_told_answer_check CHECK ((answer = ANY (ARRAY['read'::text, 'ready'::text]))),
    CONSTRAINT surge_told_check CHECK (((answer IS NULL) = (answered_at IS NULL))),
    CONSTRAINT surge_told_check1 CHECK (((units IS NULL) OR (answer = 'ready'::text))),
    CONSTRAINT surge_told_units_check CHECK (((units >= 0) AND (units <= 999)))
);

CREATE TABLE public.surges (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    sentence text NOT NULL,
    scope jsonb NOT NULL,
    ask_after_hours integer NOT NULL,
    expected_end timestamp with time zone,
    started_at timestamp with time zone NOT NULL,
    started_by uuid,
    confirmed_at timestamp with time zone NOT NULL,
    asked_at timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by uuid,
    end_reason text,
    summary text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT surges_ask_after_hours_check CHECK (((ask_after_hours >= 1) AND (ask_after_hours <= 48))),
    CONSTRAINT surges_check CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
    CONSTRAINT surges_check1 CHECK ((ended_at >= started_at)),
    CONSTRAINT surges_end_reason_check CHECK ((end_reason = ANY (ARRAY['over'::text, 'under_control'::text, 'handed_over'::text, 'by_mistake'::text]))),
    CONSTRAINT surges_kind_check CHECK ((kind = ANY (ARRAY['flood'::text, 'earthquake'::text, 'fire'::text, 'volcano'::text, 'riot'::text, 'mass_accident'::text, 'other'::text])))
);

CREATE TABLE public.telephony_processes (
    pbx_system text NOT NULL,
    app text NOT NULL,
    epoch bigint DEFAULT 1 NOT NULL,
    instance uuid,
    beat bigint DEFAULT 0 NOT NULL
);

CREATE TABLE public.telling_settings (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.tenants (
    id uuid NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    short_name text NOT NULL,
    region_code text NOT NULL,
    zone text NOT NULL,
    hosts text[] DEFAULT '{}'::text[] NOT NULL,
    crest text,
    demo boolean DEFAULT false NOT NULL,
    settings jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT tenants_crest CHECK ((crest ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT tenants_name_check CHECK (((length(name) >= 3) AND (length(name) <= 120))),
    CONSTRAINT tenants_slug_check CHECK ((slug ~ '^[a-z][a-z0-9-]{1,40}$'::text)),
    CONSTRAINT tenants_zone_check CHECK ((zone = ANY (ARRAY['Asia/Jakarta'::text, 'Asia/Makassar'::text, 'Asia/Jayapura'::text])))
);

CREATE TABLE public.test_calls (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    caller text NOT NULL,
    requested_by uuid NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    placed_at timestamp with time zone,
    reached_at timestamp with time zone,
    heard_at timestamp with time zone,
    answered_at timestamp with time zone,
    stop_asked boolean DEFAULT false NOT NULL,
    ended_at timestamp with time zone,
    outcome text,
    sip_status integer,
    CONSTRAINT test_calls_caller_check CHECK ((caller ~ '^000[0-9]{9}$'::text)),
    CONSTRAINT test_calls_check CHECK (((outcome IS NULL) = (ended_at IS NULL))),
    CONSTRAINT test_calls_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'unanswered'::text, 'stopped'::text, 'gave_way'::text, 'refused'::text, 'no_response'::text, 'no_telephony'::text, 'broken_off'::text])))
);

CREATE TABLE public.track_acts (
    track_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    client_id uuid NOT NULL,
    kind text NOT NULL,
    done_at timestamp with time zone NOT NULL,
    CONSTRAINT track_acts_kind_check CHECK ((kind = ANY (ARRAY['not_solved'::text, 'rate'::text, 'stop'::text, 'resume'::text])))
);

CREATE TABLE public.typed_words (
    call_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    content jsonb NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.unit_alarms (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    unit_assignment_id uuid,
    kind text NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    step integer DEFAULT 1 NOT NULL,
    acknowledged_at timestamp with time zone,
    acknowledged_by uuid,
    reason text,
    note text,
    CONSTRAINT unit_alarms_check CHECK (((acknowledged_at IS NULL) = (reason IS NULL))),
    CONSTRAINT unit_alarms_kind_check CHECK ((kind = ANY (ARRAY['silence'::text, 'panic'::text])))
);

CREATE TABLE public.unit_assignments (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    assigned_at timestamp with time zone NOT NULL,
    assigned_by uuid,
    way text NOT NULL,
    force_reason text,
    ended_at timestamp with time zone,
    end_reason text,
    CONSTRAINT unit_assignments_check CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
    CONSTRAINT unit_assignments_way_check CHECK ((way = ANY (ARRAY['sent'::text, 'taken'::text, 'straight'::text])))
);

CREATE TABLE public.unit_figures (
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    version integer NOT NULL
);

CREATE TABLE public.unit_members (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    user_id uuid,
    name text,
    joined_at timestamp with time zone NOT NULL,
    left_at timestamp with time zone,
    erased_at timestamp with time zone,
    CONSTRAINT unit_members_check CHECK (((erased_at IS NOT NULL) OR ((user_id IS NULL) <> (name IS NULL))))
);

CREATE TABLE public.unit_places (
    unit_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    clamped boolean NOT NULL,
    place point NOT NULL,
    accuracy_m real NOT NULL,
    speed_mps real
);

CREATE TABLE public.unit_positions (
    tenant_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    device_at timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    clamped boolean DEFAULT false NOT NULL,
    place point NOT NULL,
    accuracy_m real NOT NULL,
    speed_mps real
);

CREATE TABLE public.unit_statuses (
    tenant_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    number integer NOT NULL,
    status text NOT NULL,
    label_code text,
    at timestamp with time zone NOT NULL,
    device_at timestamp with time zone,
    recorded_at timestamp with time zone NOT NULL,
    clamped boolean DEFAULT false NOT NULL,
    late boolean DEFAULT false NOT NULL,
    unusual boolean DEFAULT false NOT NULL,
    source text NOT NULL,
    user_id uuid,
    unit_assignment_id uuid,
    CONSTRAINT unit_statuses_number_check CHECK ((number > 0)),
    CONSTRAINT unit_statuses_source_check CHECK ((source = ANY (ARRAY['crew'::text, 'room'::text, 'agency'::text, 'system'::text])))
);

CREATE TABLE public.units (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    call_sign text NOT NULL,
    kind text NOT NULL,
    skills text[] DEFAULT '{}'::text[] NOT NULL,
    home point,
    active boolean DEFAULT true NOT NULL,
    status text DEFAULT 'out_of_service'::text NOT NULL,
    label_code text,
    status_at timestamp with time zone NOT NULL,
    status_number integer DEFAULT 0 NOT NULL,
    current_id uuid,
    asked_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    phone text,
    CONSTRAINT units_call_sign_check CHECK (((length(call_sign) >= 2) AND (length(call_sign) <= 40))),
    CONSTRAINT units_kind_check CHECK ((kind = ANY (ARRAY['engine'::text, 'water_tender'::text, 'rescue'::text, 'ambulance'::text, 'patrol'::text, 'motorcycle'::text, 'tow_truck'::text, 'boat'::text, 'logistics'::text, 'team'::text]))),
    CONSTRAINT units_phone_check CHECK (((length(phone) >= 3) AND (length(phone) <= 32))),
    CONSTRAINT units_status_check CHECK ((status = ANY (ARRAY['available'::text, 'dispatched'::text, 'en_route'::text, 'on_scene'::text, 'transporting'::text, 'at_hospital'::text, 'returning'::text, 'out_of_service'::text])))
);

CREATE TABLE public.users (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    username text NOT NULL,
    display_name text NOT NULL,
    email text,
    roles text[] NOT NULL,
    agency_id uuid,
    language text DEFAULT 'id'::text NOT NULL,
    password_hash text NOT NULL,
    must_change_password boolean DEFAULT true NOT NULL,
    totp_secret text,
    totp_last_step bigint,
    failed_attempts integer DEFAULT 0 NOT NULL,
    locked_until timestamp with time zone,
    disabled_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT users_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 120))),
    CONSTRAINT users_language_check CHECK ((language = ANY (ARRAY['id'::text, 'en'::text]))),
    CONSTRAINT users_roles_check CHECK ((cardinality(roles) > 0)),
    CONSTRAINT users_username_check CHECK (((username = lower(username)) AND (username ~ '^[a-z0-9][a-z0-9._-]{1,62}$'::text)))
);

CREATE TABLE public.wait_acknowledgements (
    call_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.wave_notes (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    wave_id uuid NOT NULL,
    done text NOT NULL,
    words text,
    by_user uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT wave_notes_done_check CHECK ((done = ANY (ARRAY['called_back'::text, 'case_opened'::text, 'merged'::text, 'surge'::text, 'school_called'::text, 'campaign_planned'::text, 'operator_told'::text, 'nothing_needed'::text, 'other'::text]))),
    CONSTRAINT wave_notes_words_check CHECK (((length(words) >= 1) AND (length(words) <= 300)))
);

CREATE TABLE public.waves (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    district_code text,
    caller_e164 text,
    began_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    calls integer NOT NULL,
    numbers integer NOT NULL,
    usual numeric NOT NULL,
    beyond integer NOT NULL,
    acknowledged_at timestamp with time zone,
    acknowledged_by uuid,
    CONSTRAINT waves_beyond_check CHECK ((beyond > 0)),
    CONSTRAINT waves_calls_check CHECK ((calls > 0)),
    CONSTRAINT waves_check CHECK (((kind = 'one_number'::text) OR (caller_e164 IS NULL))),
    CONSTRAINT waves_check1 CHECK (((kind = 'area'::text) = (district_code IS NOT NULL))),
    CONSTRAINT waves_check2 CHECK (((acknowledged_at IS NULL) = (acknowledged_by IS NULL))),
    CONSTRAINT waves_kind_check CHECK ((kind = ANY (ARRAY['one_number'::text, 'area'::text, 'school_hours'::text, 'silent_handsets'::text]))),
    CONSTRAINT waves_numbers_check CHECK ((numbers > 0)),
    CONSTRAINT waves_usual_check CHECK ((usual >= (0)::numeric))
);

CREATE TABLE public.webhook_deliveries (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    seq bigint,
    state text DEFAULT 'waiting'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    made_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    ended_at timestamp with time zone,
    status integer,
    problem text,
    CONSTRAINT webhook_deliveries_check CHECK (((state = 'waiting'::text) = (due_at IS NOT NULL))),
    CONSTRAINT webhook_deliveries_check1 CHECK (((state = 'waiting'::text) = (ended_at IS NULL))),
    CONSTRAINT webhook_deliveries_problem_check CHECK ((problem = ANY (ARRAY['status'::text, 'timeout'::text, 'unreachable'::text, 'redirect'::text, 'secret'::text]))),
    CONSTRAINT webhook_deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'dead'::text])))
);

CREATE TABLE public.webhooks (
    id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    content jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    cipher bytea NOT NULL,
    followed_to bigint NOT NULL,
    leased_until timestamp with time zone,
    made_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.access_log
    ADD CONSTRAINT access_log_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.agencies
    ADD CONSTRAINT agencies_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies
    ADD CONSTRAINT agencies_tenant_id_code_key UNIQUE (tenant_id, code);

ALTER TABLE ONLY public.agency_alerting
    ADD CONSTRAINT agency_alerting_pkey PRIMARY KEY (session_id);

ALTER TABLE ONLY public.agency_answer_reminders
    ADD CONSTRAINT agency_answer_reminders_pkey PRIMARY KEY (agency_id, month);

ALTER TABLE ONLY public.agency_answer_settings
    ADD CONSTRAINT agency_answer_settings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agency_answer_settings
    ADD CONSTRAINT agency_answer_settings_tenant_id_key UNIQUE (tenant_id);

ALTER TABLE ONLY public.agency_briefs
    ADD CONSTRAINT agency_briefs_agency_id_month_number_key UNIQUE (agency_id, month, number);

ALTER TABLE ONLY public.agency_briefs
    ADD CONSTRAINT agency_briefs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agency_covers
    ADD CONSTRAINT agency_covers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agency_explanations
    ADD CONSTRAINT agency_explanations_agency_id_month_figure_side_version_key UNIQUE (agency_id, month, figure, side, version);

ALTER TABLE ONLY public.agency_explanations
    ADD CONSTRAINT agency_explanations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agency_outages
    ADD CONSTRAINT agency_outages_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agency_units
    ADD CONSTRAINT agency_units_pkey PRIMARY KEY (agency_id);

ALTER TABLE ONLY public.areas
    ADD CONSTRAINT areas_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assignment_alerts
    ADD CONSTRAINT assignment_alerts_duty_call_id_key UNIQUE (duty_call_id);

ALTER TABLE ONLY public.assignment_alerts
    ADD CONSTRAINT assignment_alerts_message_id_key UNIQUE (message_id);

ALTER TABLE ONLY public.assignment_alerts
    ADD CONSTRAINT assignment_alerts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assignment_ladders
    ADD CONSTRAINT assignment_ladders_assignment_id_key UNIQUE (assignment_id);

ALTER TABLE ONLY public.assignment_ladders
    ADD CONSTRAINT assignment_ladders_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendance_corrections
    ADD CONSTRAINT attendance_corrections_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.audit_days
    ADD CONSTRAINT audit_days_pkey PRIMARY KEY (tenant_id, day);

ALTER TABLE ONLY public.audit_hearings
    ADD CONSTRAINT audit_hearings_pkey PRIMARY KEY (listening_id);

ALTER TABLE ONLY public.audit_settings
    ADD CONSTRAINT audit_settings_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY public.audits
    ADD CONSTRAINT audits_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.boundaries
    ADD CONSTRAINT boundaries_pkey PRIMARY KEY (layer_id, region_code);

ALTER TABLE ONLY public.calendar_feeds
    ADD CONSTRAINT calendar_feeds_pkey PRIMARY KEY (tenant_id, user_id);

ALTER TABLE ONLY public.calendar_feeds
    ADD CONSTRAINT calendar_feeds_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.call_hints
    ADD CONSTRAINT call_hints_pkey PRIMARY KEY (call_id);

ALTER TABLE ONLY public.call_judgements
    ADD CONSTRAINT call_judgements_call_id_number_key UNIQUE (call_id, number);

ALTER TABLE ONLY public.call_judgements
    ADD CONSTRAINT call_judgements_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.call_legs
    ADD CONSTRAINT call_legs_call_id_pbx_channel_key UNIQUE (call_id, pbx_channel);

ALTER TABLE ONLY public.call_legs
    ADD CONSTRAINT call_legs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.call_offers
    ADD CONSTRAINT call_offers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.call_parties
    ADD CONSTRAINT call_parties_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.call_signs
    ADD CONSTRAINT call_signs_pkey PRIMARY KEY (call_id, number);

ALTER TABLE ONLY public.call_silent_steps
    ADD CONSTRAINT call_silent_steps_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.call_supervisions
    ADD CONSTRAINT call_supervisions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.caller_case_appeals
    ADD CONSTRAINT caller_case_appeals_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.caller_case_entries
    ADD CONSTRAINT caller_case_entries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.caller_case_lanes
    ADD CONSTRAINT caller_case_lanes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.caller_case_settings
    ADD CONSTRAINT caller_case_settings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.caller_case_settings
    ADD CONSTRAINT caller_case_settings_tenant_id_key UNIQUE (tenant_id);

ALTER TABLE ONLY public.caller_cases
    ADD CONSTRAINT caller_cases_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.caller_cases
    ADD CONSTRAINT caller_cases_tenant_id_number_key UNIQUE (tenant_id, number);

ALTER TABLE ONLY public.caller_links
    ADD CONSTRAINT caller_links_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.caller_links
    ADD CONSTRAINT caller_links_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.caller_message_looks
    ADD CONSTRAINT caller_message_looks_pkey PRIMARY KEY (call_id, user_id);

ALTER TABLE ONLY public.caller_messages
    ADD CONSTRAINT caller_messages_call_id_client_id_key UNIQUE (call_id, client_id);

ALTER TABLE ONLY public.caller_messages
    ADD CONSTRAINT caller_messages_call_id_number_key UNIQUE (call_id, number);

ALTER TABLE ONLY public.caller_messages
    ADD CONSTRAINT caller_messages_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.caller_note_versions
    ADD CONSTRAINT caller_note_versions_pkey PRIMARY KEY (note_id, version);

ALTER TABLE ONLY public.caller_notes
    ADD CONSTRAINT caller_notes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.caller_numbers
    ADD CONSTRAINT caller_numbers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.caller_places
    ADD CONSTRAINT caller_places_call_id_source_origin_key UNIQUE (call_id, source, origin);

ALTER TABLE ONLY public.caller_places
    ADD CONSTRAINT caller_places_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.caller_ratings
    ADD CONSTRAINT caller_ratings_pkey PRIMARY KEY (track_id, round);

ALTER TABLE ONLY public.caller_task_tries
    ADD CONSTRAINT caller_task_tries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.caller_tasks
    ADD CONSTRAINT caller_tasks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.caller_tellings
    ADD CONSTRAINT caller_tellings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.caller_tellings
    ADD CONSTRAINT caller_tellings_track_id_milestone_round_key UNIQUE (track_id, milestone, round);

ALTER TABLE ONLY public.caller_tracks
    ADD CONSTRAINT caller_tracks_incident_id_follower_id_key UNIQUE NULLS NOT DISTINCT (incident_id, follower_id);

ALTER TABLE ONLY public.caller_tracks
    ADD CONSTRAINT caller_tracks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.caller_tracks
    ADD CONSTRAINT caller_tracks_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_pbx_system_pbx_linkedid_key UNIQUE (pbx_system, pbx_linkedid);

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_tenant_id_number_key UNIQUE (tenant_id, number);

ALTER TABLE ONLY public.campaign_photo_settings
    ADD CONSTRAINT campaign_photo_settings_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY public.campaign_photos
    ADD CONSTRAINT campaign_photos_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns
    ADD CONSTRAINT campaigns_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.canaries
    ADD CONSTRAINT canaries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.card_answers
    ADD CONSTRAINT card_answers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.card_runs
    ADD CONSTRAINT card_runs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.card_words
    ADD CONSTRAINT card_words_pkey PRIMARY KEY (answer_id);

ALTER TABLE ONLY public.carrier_calls
    ADD CONSTRAINT carrier_calls_pkey PRIMARY KEY (call_id);

ALTER TABLE ONLY public.carrier_windows
    ADD CONSTRAINT carrier_windows_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.case_pack_settings
    ADD CONSTRAINT case_pack_settings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.case_pack_settings
    ADD CONSTRAINT case_pack_settings_tenant_id_key UNIQUE (tenant_id);

ALTER TABLE ONLY public.case_packs
    ADD CONSTRAINT case_packs_case_id_number_key UNIQUE (case_id, number);

ALTER TABLE ONLY public.case_packs
    ADD CONSTRAINT case_packs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cel_positions
    ADD CONSTRAINT cel_positions_pkey PRIMARY KEY (pbx_system);

ALTER TABLE ONLY public.cell_import_rows
    ADD CONSTRAINT cell_import_rows_pkey PRIMARY KEY (import_id, line);

ALTER TABLE ONLY public.cell_imports
    ADD CONSTRAINT cell_imports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cell_sites
    ADD CONSTRAINT cell_sites_pkey PRIMARY KEY (tenant_id, mcc, mnc, area, cell);

ALTER TABLE ONLY public.chain_heads
    ADD CONSTRAINT chain_heads_pkey PRIMARY KEY (tenant_id, day);

ALTER TABLE ONLY public.channel_settings
    ADD CONSTRAINT channel_settings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.channel_settings
    ADD CONSTRAINT channel_settings_tenant_id_key UNIQUE (tenant_id);

ALTER TABLE ONLY public.clocks
    ADD CONSTRAINT clocks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.clocks
    ADD CONSTRAINT clocks_tenant_id_priority_category_key UNIQUE NULLS NOT DISTINCT (tenant_id, priority, category);

ALTER TABLE ONLY public.closing_settings
    ADD CONSTRAINT closing_settings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.closing_settings
    ADD CONSTRAINT closing_settings_tenant_id_key UNIQUE (tenant_id);

ALTER TABLE ONLY public.crests
    ADD CONSTRAINT crests_pkey PRIMARY KEY (tenant_id, sha256);

ALTER TABLE ONLY public.deadlines
    ADD CONSTRAINT deadlines_pkey PRIMARY KEY (tenant_id, kind, subject_id);

ALTER TABLE ONLY public.desk_checks
    ADD CONSTRAINT desk_checks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.desk_messages
    ADD CONSTRAINT desk_messages_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.desk_phones
    ADD CONSTRAINT desk_phones_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.directory_entries
    ADD CONSTRAINT directory_entries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.drill_alerts
    ADD CONSTRAINT drill_alerts_pkey PRIMARY KEY (incident_id, agency_id);

ALTER TABLE ONLY public.drill_settings
    ADD CONSTRAINT drill_settings_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY public.drills
    ADD CONSTRAINT drills_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duty_call_words
    ADD CONSTRAINT duty_call_words_pkey PRIMARY KEY (duty_call_id);

ALTER TABLE ONLY public.duty_calls
    ADD CONSTRAINT duty_calls_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duty_contacts
    ADD CONSTRAINT duty_contacts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.event_seals
    ADD CONSTRAINT event_seals_pkey PRIMARY KEY (tenant_id, chain_no);

ALTER TABLE ONLY public.event_seals
    ADD CONSTRAINT event_seals_seq_key UNIQUE (seq);

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.field_actions
    ADD CONSTRAINT field_actions_pkey PRIMARY KEY (tenant_id, user_id, key);

ALTER TABLE ONLY public.finished_jobs
    ADD CONSTRAINT finished_jobs_pkey PRIMARY KEY (tenant_id, job_id);

ALTER TABLE ONLY public.follow_up_notes
    ADD CONSTRAINT follow_up_notes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.follow_up_settings
    ADD CONSTRAINT follow_up_settings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.follow_up_settings
    ADD CONSTRAINT follow_up_settings_tenant_id_key UNIQUE (tenant_id);

ALTER TABLE ONLY public.follow_up_tries
    ADD CONSTRAINT follow_up_tries_call_id_key UNIQUE (call_id);

ALTER TABLE ONLY public.follow_up_tries
    ADD CONSTRAINT follow_up_tries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.follow_ups
    ADD CONSTRAINT follow_ups_call_id_key UNIQUE (call_id);

ALTER TABLE ONLY public.follow_ups
    ADD CONSTRAINT follow_ups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.geo_settings
    ADD CONSTRAINT geo_settings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.geo_settings
    ADD CONSTRAINT geo_settings_tenant_id_key UNIQUE (tenant_id);

ALTER TABLE ONLY public.goal_settings
    ADD CONSTRAINT goal_settings_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY public.handovers
    ADD CONSTRAINT handovers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hint_orders
    ADD CONSTRAINT hint_orders_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY public.history_batches
    ADD CONSTRAINT history_batches_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.history_rows
    ADD CONSTRAINT history_rows_pkey PRIMARY KEY (tenant_id, kind, system, external_id);

ALTER TABLE ONLY public.history_rows
    ADD CONSTRAINT history_rows_row_id_key UNIQUE (row_id);

ALTER TABLE ONLY public.history_versions
    ADD CONSTRAINT history_versions_pkey PRIMARY KEY (batch_id, "position");

ALTER TABLE ONLY public.history_versions
    ADD CONSTRAINT history_versions_row_id_version_key UNIQUE (row_id, version);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (tenant_id, owner, key);

ALTER TABLE ONLY public.incident_attachments
    ADD CONSTRAINT incident_attachments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incident_calls
    ADD CONSTRAINT incident_calls_pkey PRIMARY KEY (call_id);

ALTER TABLE ONLY public.incident_changes
    ADD CONSTRAINT incident_changes_pkey PRIMARY KEY (incident_id, version);

ALTER TABLE ONLY public.incident_exports
    ADD CONSTRAINT incident_exports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incident_followers
    ADD CONSTRAINT incident_followers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incident_handlers
    ADD CONSTRAINT incident_handlers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incident_merges
    ADD CONSTRAINT incident_merges_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incident_notes
    ADD CONSTRAINT incident_notes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incident_particulars
    ADD CONSTRAINT incident_particulars_pkey PRIMARY KEY (incident_id);

ALTER TABLE ONLY public.incident_presences
    ADD CONSTRAINT incident_presences_pkey PRIMARY KEY (incident_id, tab_id);

ALTER TABLE ONLY public.incident_routings
    ADD CONSTRAINT incident_routings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incident_types
    ADD CONSTRAINT incident_types_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incident_types
    ADD CONSTRAINT incident_types_tenant_id_code_key UNIQUE (tenant_id, code);

ALTER TABLE ONLY public.incident_views
    ADD CONSTRAINT incident_views_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_tenant_id_number_key UNIQUE (tenant_id, number);

ALTER TABLE ONLY public.installation
    ADD CONSTRAINT installation_pkey PRIMARY KEY (singleton);

ALTER TABLE ONLY public.knocks
    ADD CONSTRAINT knocks_pkey PRIMARY KEY (minute, source, kind);

ALTER TABLE ONLY public.kysely_migration_lock
    ADD CONSTRAINT kysely_migration_lock_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kysely_migration
    ADD CONSTRAINT kysely_migration_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.ladders
    ADD CONSTRAINT ladders_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ladders
    ADD CONSTRAINT ladders_tenant_id_agency_id_key UNIQUE NULLS NOT DISTINCT (tenant_id, agency_id);

ALTER TABLE ONLY public.landmarks
    ADD CONSTRAINT landmarks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.leaves
    ADD CONSTRAINT leaves_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.leg_sounds
    ADD CONSTRAINT leg_sounds_leg_id_key UNIQUE (leg_id);

ALTER TABLE ONLY public.leg_sounds
    ADD CONSTRAINT leg_sounds_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.line_secrets
    ADD CONSTRAINT line_secrets_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lines
    ADD CONSTRAINT lines_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lines
    ADD CONSTRAINT lines_tenant_id_key_key UNIQUE (tenant_id, key);

ALTER TABLE ONLY public.masked_call_numbers
    ADD CONSTRAINT masked_call_numbers_pkey PRIMARY KEY (masked_call_id);

ALTER TABLE ONLY public.masked_calls
    ADD CONSTRAINT masked_calls_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meeting_attendees
    ADD CONSTRAINT meeting_attendees_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meeting_items
    ADD CONSTRAINT meeting_items_meeting_id_key_key UNIQUE (meeting_id, key);

ALTER TABLE ONLY public.meeting_items
    ADD CONSTRAINT meeting_items_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_tenant_id_number_key UNIQUE (tenant_id, number);

ALTER TABLE ONLY public.merged_assignments
    ADD CONSTRAINT merged_assignments_pkey PRIMARY KEY (merge_id, assignment_id);

ALTER TABLE ONLY public.message_attempts
    ADD CONSTRAINT message_attempts_pkey PRIMARY KEY (message_id, number);

ALTER TABLE ONLY public.message_words
    ADD CONSTRAINT message_words_pkey PRIMARY KEY (message_id);

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.month_locks
    ADD CONSTRAINT month_locks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.month_locks
    ADD CONSTRAINT month_locks_tenant_id_month_edition_key UNIQUE (tenant_id, month, edition);

ALTER TABLE ONLY public.note_mentions
    ADD CONSTRAINT note_mentions_pkey PRIMARY KEY (note_id, user_id);

ALTER TABLE ONLY public.number_series
    ADD CONSTRAINT number_series_pkey PRIMARY KEY (tenant_id, kind);

ALTER TABLE ONLY public.obstacle_actions
    ADD CONSTRAINT obstacle_actions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.obstacle_comments
    ADD CONSTRAINT obstacle_comments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.obstacle_settings
    ADD CONSTRAINT obstacle_settings_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY public.obstacles
    ADD CONSTRAINT obstacles_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.obstacles
    ADD CONSTRAINT obstacles_tenant_id_number_key UNIQUE (tenant_id, number);

ALTER TABLE ONLY public.obstacles
    ADD CONSTRAINT obstacles_tenant_id_proposal_key_key UNIQUE (tenant_id, proposal_key);

ALTER TABLE ONLY public.outside_offers
    ADD CONSTRAINT outside_offers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.place_agreements
    ADD CONSTRAINT place_agreements_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.place_agreements
    ADD CONSTRAINT place_agreements_tenant_id_key UNIQUE (tenant_id);

ALTER TABLE ONLY public.place_imports
    ADD CONSTRAINT place_imports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.place_layers
    ADD CONSTRAINT place_layers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.presence_orders
    ADD CONSTRAINT presence_orders_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.presences
    ADD CONSTRAINT presences_pkey PRIMARY KEY (tenant_id, user_id);

ALTER TABLE ONLY public.prompts
    ADD CONSTRAINT prompts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.prompts
    ADD CONSTRAINT prompts_tenant_id_name_key UNIQUE (tenant_id, name);

ALTER TABLE ONLY public.push_subscriptions
    ADD CONSTRAINT push_subscriptions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.push_subscriptions
    ADD CONSTRAINT push_subscriptions_tenant_id_endpoint_key UNIQUE (tenant_id, endpoint);

ALTER TABLE ONLY public.quality_hearings
    ADD CONSTRAINT quality_hearings_pkey PRIMARY KEY (listening_id);

ALTER TABLE ONLY public.quality_months
    ADD CONSTRAINT quality_months_pkey PRIMARY KEY (tenant_id, month);

ALTER TABLE ONLY public.quality_samples
    ADD CONSTRAINT quality_samples_call_id_key UNIQUE (call_id);

ALTER TABLE ONLY public.quality_samples
    ADD CONSTRAINT quality_samples_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.quality_settings
    ADD CONSTRAINT quality_settings_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY public.quality_sheets
    ADD CONSTRAINT quality_sheets_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.quality_steps
    ADD CONSTRAINT quality_steps_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.quality_steps
    ADD CONSTRAINT quality_steps_talk_id_position_key UNIQUE (talk_id, "position");

ALTER TABLE ONLY public.quality_talks
    ADD CONSTRAINT quality_talks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.question_cards
    ADD CONSTRAINT question_cards_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.question_cards
    ADD CONSTRAINT question_cards_tenant_id_code_key UNIQUE (tenant_id, code);

ALTER TABLE ONLY public.queue_settings
    ADD CONSTRAINT queue_settings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.queue_settings
    ADD CONSTRAINT queue_settings_tenant_id_key UNIQUE (tenant_id);

ALTER TABLE ONLY public.recording_alarms
    ADD CONSTRAINT recording_alarms_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.recording_deletions
    ADD CONSTRAINT recording_deletions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.recording_holds
    ADD CONSTRAINT recording_holds_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.recording_keys
    ADD CONSTRAINT recording_keys_pkey PRIMARY KEY (tenant_id, number);

ALTER TABLE ONLY public.recording_listenings
    ADD CONSTRAINT recording_listenings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.recording_policies
    ADD CONSTRAINT recording_policies_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY public.recordings
    ADD CONSTRAINT recordings_call_id_path_key UNIQUE (call_id, path);

ALTER TABLE public.recordings
    ADD CONSTRAINT recordings_erased CHECK (((state <> 'erased'::text) OR ((deleted_at IS NOT NULL) AND (wrapped_key IS NULL) AND (peaks IS NULL)))) NOT VALID;

ALTER TABLE ONLY public.recordings
    ADD CONSTRAINT recordings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.region_neighbours
    ADD CONSTRAINT region_neighbours_pkey PRIMARY KEY (regency_code, neighbour_code);

ALTER TABLE ONLY public.regions
    ADD CONSTRAINT regions_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.response_acts
    ADD CONSTRAINT response_acts_pkey PRIMARY KEY (link_id, client_id);

ALTER TABLE ONLY public.response_links
    ADD CONSTRAINT response_links_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.response_links
    ADD CONSTRAINT response_links_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.roster_alarms
    ADD CONSTRAINT roster_alarms_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.roster_settings
    ADD CONSTRAINT roster_settings_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY public.rota_tellings
    ADD CONSTRAINT rota_tellings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.routing_rules
    ADD CONSTRAINT routing_rules_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.scorecards
    ADD CONSTRAINT scorecards_pkey PRIMARY KEY (tenant_id, version);

ALTER TABLE ONLY public.sealer_position
    ADD CONSTRAINT sealer_position_pkey PRIMARY KEY (singleton);

ALTER TABLE ONLY public.security_log_positions
    ADD CONSTRAINT security_log_positions_pkey PRIMARY KEY (pbx_system);

ALTER TABLE ONLY public.server_holds
    ADD CONSTRAINT server_holds_pkey PRIMARY KEY (call_id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.setting_versions
    ADD CONSTRAINT setting_versions_pkey PRIMARY KEY (tenant_id, kind, subject_id, version);

ALTER TABLE ONLY public.shifts
    ADD CONSTRAINT shifts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.shifts
    ADD CONSTRAINT shifts_tenant_id_user_id_day_template_key UNIQUE (tenant_id, user_id, day, template);

ALTER TABLE ONLY public.silent_settings
    ADD CONSTRAINT silent_settings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.silent_settings
    ADD CONSTRAINT silent_settings_tenant_id_key UNIQUE (tenant_id);

ALTER TABLE ONLY public.simulation_runs
    ADD CONSTRAINT simulation_runs_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY public.surge_broadcasts
    ADD CONSTRAINT surge_broadcasts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.surge_link_items
    ADD CONSTRAINT surge_link_items_pkey PRIMARY KEY (link_id, incident_id);

ALTER TABLE ONLY public.surge_links
    ADD CONSTRAINT surge_links_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.surge_templates
    ADD CONSTRAINT surge_templates_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.surge_templates
    ADD CONSTRAINT surge_templates_tenant_id_kind_key UNIQUE (tenant_id, kind);

ALTER TABLE ONLY public.surge_told
    ADD CONSTRAINT surge_told_pkey PRIMARY KEY (broadcast_id, agency_id);

ALTER TABLE ONLY public.surges
    ADD CONSTRAINT surges_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.telephony_processes
    ADD CONSTRAINT telephony_processes_pkey PRIMARY KEY (pbx_system, app);

ALTER TABLE ONLY public.telling_settings
    ADD CONSTRAINT telling_settings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.telling_settings
    ADD CONSTRAINT telling_settings_tenant_id_key UNIQUE (tenant_id);

ALTER TABLE ONLY public.tenants
    ADD CONSTRAINT tenants_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tenants
    ADD CONSTRAINT tenants_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.test_calls
    ADD CONSTRAINT test_calls_caller_key UNIQUE (caller);

ALTER TABLE ONLY public.test_calls
    ADD CONSTRAINT test_calls_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.track_acts
    ADD CONSTRAINT track_acts_pkey PRIMARY KEY (track_id, client_id);

ALTER TABLE ONLY public.typed_words
    ADD CONSTRAINT typed_words_pkey PRIMARY KEY (call_id);

ALTER TABLE ONLY public.unit_alarms
    ADD CONSTRAINT unit_alarms_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.unit_assignments
    ADD CONSTRAINT unit_assignments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.unit_figures
    ADD CONSTRAINT unit_figures_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY public.unit_members
    ADD CONSTRAINT unit_members_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.unit_places
    ADD CONSTRAINT unit_places_pkey PRIMARY KEY (unit_id);

ALTER TABLE ONLY public.unit_positions
    ADD CONSTRAINT unit_positions_pkey PRIMARY KEY (unit_id, device_at);

ALTER TABLE ONLY public.unit_statuses
    ADD CONSTRAINT unit_statuses_pkey PRIMARY KEY (unit_id, number);

ALTER TABLE ONLY public.units
    ADD CONSTRAINT units_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.units
    ADD CONSTRAINT units_tenant_id_call_sign_key UNIQUE (tenant_id, call_sign);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_username_key UNIQUE (username);

ALTER TABLE ONLY public.wait_acknowledgements
    ADD CONSTRAINT wait_acknowledgements_pkey PRIMARY KEY (call_id);

ALTER TABLE ONLY public.wave_notes
    ADD CONSTRAINT wave_notes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.waves
    ADD CONSTRAINT waves_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_webhook_id_seq_key UNIQUE (webhook_id, seq);

ALTER TABLE ONLY public.webhooks
    ADD CONSTRAINT webhooks_pkey PRIMARY KEY (id);

CREATE INDEX access_log_subject ON public.access_log USING btree (tenant_id, subject_type, subject_id);

CREATE INDEX agency_alerting_agency ON public.agency_alerting USING btree (tenant_id, agency_id);

CREATE INDEX agency_briefs_month ON public.agency_briefs USING btree (tenant_id, month);

CREATE UNIQUE INDEX agency_briefs_once ON public.agency_briefs USING btree (agency_id, month) WHERE (cause = 'schedule'::text);

CREATE INDEX agency_covers_of_agency ON public.agency_covers USING btree (tenant_id, agency_id);

CREATE INDEX agency_explanations_month ON public.agency_explanations USING btree (tenant_id, month);

CREATE INDEX agency_outages_of_tenant ON public.agency_outages USING btree (tenant_id, begun_at DESC);

CREATE UNIQUE INDEX agency_outages_running ON public.agency_outages USING btree (agency_id) WHERE (ended_at IS NULL);

CREATE INDEX areas_of_tenant ON public.areas USING btree (tenant_id);

CREATE INDEX assignment_alerts_of ON public.assignment_alerts USING btree (assignment_id, at);

CREATE INDEX assignments_agency ON public.assignments USING btree (tenant_id, agency_id, sent_at DESC);

CREATE INDEX assignments_incident ON public.assignments USING btree (incident_id);

CREATE UNIQUE INDEX assignments_once ON public.assignments USING btree (incident_id, agency_id) WHERE (ended_at IS NULL);

CREATE INDEX assignments_open ON public.assignments USING btree (tenant_id) WHERE (ended_at IS NULL);

CREATE INDEX attendance_corrections_shift ON public.attendance_corrections USING btree (shift_id, corrected_at DESC);

CREATE INDEX audit_hearings_audit ON public.audit_hearings USING btree (audit_id, user_id);

CREATE INDEX audits_day ON public.audits USING btree (tenant_id, day);

CREATE INDEX audits_of_call ON public.audits USING btree (call_id);

CREATE UNIQUE INDEX audits_open ON public.audits USING btree (call_id) WHERE (judged_at IS NULL);

CREATE INDEX audits_queue ON public.audits USING btree (tenant_id, opened_at) WHERE (judged_at IS NULL);

CREATE INDEX call_hints_likely ON public.call_hints USING btree (tenant_id, scored_at DESC) WHERE is_likely;

CREATE INDEX call_hints_scored ON public.call_hints USING btree (tenant_id, scored_at DESC);

CREATE INDEX call_legs_channel ON public.call_legs USING btree (pbx_channel);

CREATE INDEX call_offers_call ON public.call_offers USING btree (call_id);

CREATE UNIQUE INDEX call_offers_open ON public.call_offers USING btree (tenant_id, user_id) WHERE (ended_at IS NULL);

CREATE INDEX call_offers_ringing ON public.call_offers USING btree (call_id) WHERE (ended_at IS NULL);

CREATE INDEX call_parties_call ON public.call_parties USING btree (call_id, called_at);

CREATE UNIQUE INDEX call_parties_open ON public.call_parties USING btree (call_id) WHERE (ended_at IS NULL);

CREATE INDEX call_silent_steps_call ON public.call_silent_steps USING btree (call_id, done_at);

CREATE INDEX call_supervisions_call ON public.call_supervisions USING btree (call_id, asked_at);

CREATE UNIQUE INDEX call_supervisions_open ON public.call_supervisions USING btree (user_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX caller_case_appeals_open ON public.caller_case_appeals USING btree (case_id) WHERE (decided_at IS NULL);

CREATE INDEX caller_case_entries_case ON public.caller_case_entries USING btree (case_id, written_at);

CREATE UNIQUE INDEX caller_case_entries_pack ON public.caller_case_entries USING btree (pack_id) WHERE (pack_id IS NOT NULL);

CREATE UNIQUE INDEX caller_case_lanes_open ON public.caller_case_lanes USING btree (case_id) WHERE (ended_at IS NULL);

CREATE INDEX caller_cases_number ON public.caller_cases USING btree (number_id, ended_at);

CREATE UNIQUE INDEX caller_cases_open ON public.caller_cases USING btree (number_id) WHERE (state = 'open'::text);

CREATE INDEX caller_links_call ON public.caller_links USING btree (call_id, made_at);

CREATE INDEX caller_messages_unseen ON public.caller_messages USING btree (call_id) WHERE ((seen_at IS NULL) AND (link_id IS NOT NULL));

CREATE INDEX caller_notes_number ON public.caller_notes USING btree (number_id);

CREATE UNIQUE INDEX caller_numbers_e164 ON public.caller_numbers USING btree (tenant_id, e164) WHERE (e164 IS NOT NULL);

CREATE INDEX caller_ratings_incident ON public.caller_ratings USING btree (incident_id);

CREATE INDEX caller_task_tries_task ON public.caller_task_tries USING btree (task_id, tried_at);

CREATE UNIQUE INDEX caller_tasks_open ON public.caller_tasks USING btree (track_id) WHERE (state <> 'done'::text);

CREATE INDEX caller_tasks_tenant ON public.caller_tasks USING btree (tenant_id, state, due_at);

CREATE INDEX caller_tellings_incident ON public.caller_tellings USING btree (incident_id, decided_at);

CREATE INDEX caller_tellings_message ON public.caller_tellings USING btree (message_id) WHERE (message_id IS NOT NULL);

CREATE INDEX calls_arrived ON public.calls USING btree (tenant_id, arrived_at DESC);

CREATE INDEX calls_caller ON public.calls USING btree (tenant_id, caller_e164, arrived_at DESC) INCLUDE (direction, purpose, state, disposition, disposition_by, answered_by) WHERE (caller_e164 IS NOT NULL);

CREATE INDEX calls_of_tests ON public.calls USING btree (tenant_id, caller_raw) WHERE (purpose = 'test'::text);

CREATE INDEX calls_open ON public.calls USING btree (tenant_id) WHERE (state = ANY (ARRAY['arrived'::text, 'queued'::text, 'offered'::text, 'answered'::text]));

CREATE INDEX calls_owned ON public.calls USING btree (pbx_app) WHERE (state = ANY (ARRAY['arrived'::text, 'queued'::text, 'offered'::text, 'answered'::text]));

CREATE INDEX calls_passed ON public.calls USING btree (tenant_id, passed_at) WHERE (passed_at IS NOT NULL);

CREATE INDEX calls_served ON public.calls USING btree (tenant_id, caller_e164, first_offered_at DESC) WHERE (first_offered_at IS NOT NULL);

CREATE INDEX calls_to_place ON public.calls USING btree (arrived_at) WHERE ((direction = 'outbound'::text) AND (pbx_app IS NULL) AND (state = 'arrived'::text));

CREATE INDEX calls_waiting ON public.calls USING btree (tenant_id, arrived_at) WHERE ((state = 'queued'::text) OR (unattended_since IS NOT NULL));

CREATE INDEX campaign_photos_campaign ON public.campaign_photos USING btree (campaign_id, recorded_at);

CREATE INDEX campaign_photos_kept ON public.campaign_photos USING btree (tenant_id, recorded_at, id) WHERE (erased_at IS NULL);

CREATE INDEX campaigns_tenant ON public.campaigns USING btree (tenant_id, ((content ->> 'startsOn'::text)) DESC);

CREATE INDEX canaries_of_line ON public.canaries USING btree (tenant_id, line_id, due_at);

CREATE UNIQUE INDEX canaries_open ON public.canaries USING btree (line_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX card_answers_place ON public.card_answers USING btree (run_id, "position") WHERE (withdrawn_at IS NULL);

CREATE INDEX card_answers_run ON public.card_answers USING btree (run_id);

CREATE INDEX card_runs_call ON public.card_runs USING btree (call_id);

CREATE INDEX card_runs_incident ON public.card_runs USING btree (incident_id);

CREATE INDEX carrier_calls_of_window ON public.carrier_calls USING btree (window_id);

CREATE INDEX carrier_windows_of_tenant ON public.carrier_windows USING btree (tenant_id, opens_at);

CREATE UNIQUE INDEX carrier_windows_open ON public.carrier_windows USING btree (line_id) WHERE (closed_at IS NULL);

CREATE INDEX case_packs_newest ON public.case_packs USING btree (tenant_id, prepared_at DESC);

CREATE UNIQUE INDEX case_packs_waiting ON public.case_packs USING btree (case_id) WHERE (state = 'prepared'::text);

CREATE INDEX cell_import_rows_of_name ON public.cell_import_rows USING btree (import_id, name, line);

CREATE INDEX cell_imports_of_tenant ON public.cell_imports USING btree (tenant_id, made_at);

CREATE INDEX cell_sites_of_network ON public.cell_sites USING btree (tenant_id, mcc, mnc, cell);

CREATE INDEX crests_by_hash ON public.crests USING btree (sha256);

CREATE INDEX deadlines_due ON public.deadlines USING btree (due_at);

CREATE INDEX desk_checks_latest ON public.desk_checks USING btree (tenant_id, user_id, checked_at DESC);

CREATE INDEX desk_messages_open ON public.desk_messages USING btree (tenant_id, to_user, sent_at) WHERE (seen_at IS NULL);

CREATE INDEX directory_entries_tenant ON public.directory_entries USING btree (tenant_id);

CREATE INDEX drills_due ON public.drills USING btree (tenant_id, due_at);

CREATE INDEX drills_of_call ON public.drills USING btree (call_id);

CREATE UNIQUE INDEX drills_running ON public.drills USING btree (tenant_id) WHERE ((asked_at IS NOT NULL) AND (ended_at IS NULL));

CREATE INDEX duty_calls_open ON public.duty_calls USING btree (tenant_id) WHERE (ended_at IS NULL);

CREATE INDEX duty_calls_subject ON public.duty_calls USING btree (subject_id);

CREATE INDEX events_cursor ON public.events USING btree (xid, seq);

CREATE INDEX events_subject ON public.events USING btree (tenant_id, subject_type, subject_id, seq);

CREATE INDEX field_actions_age ON public.field_actions USING btree (recorded_at);

CREATE INDEX finished_jobs_age ON public.finished_jobs USING btree (finished_at);

CREATE INDEX follow_up_notes_of ON public.follow_up_notes USING btree (follow_up_id);

CREATE INDEX follow_up_tries_of ON public.follow_up_tries USING btree (follow_up_id, asked_at);

CREATE UNIQUE INDEX follow_up_tries_open ON public.follow_up_tries USING btree (follow_up_id) WHERE ((ended_at IS NULL) AND (kind <> 'sms'::text));

CREATE INDEX follow_up_tries_running ON public.follow_up_tries USING btree (tenant_id) WHERE (ended_at IS NULL);

CREATE INDEX follow_ups_ended ON public.follow_ups USING btree (tenant_id, ended_at DESC) WHERE (state = 'done'::text);

CREATE INDEX follow_ups_open ON public.follow_ups USING btree (tenant_id) WHERE (state <> 'done'::text);

CREATE INDEX handovers_time ON public.handovers USING btree (tenant_id, written_at DESC, id DESC);

CREATE INDEX idempotency_keys_age ON public.idempotency_keys USING btree (created_at);

CREATE INDEX incident_attachments_incident ON public.incident_attachments USING btree (incident_id);

CREATE INDEX incident_calls_incident ON public.incident_calls USING btree (incident_id);

CREATE INDEX incident_exports_asked ON public.incident_exports USING btree (tenant_id, asked_by, asked_at DESC);

CREATE UNIQUE INDEX incident_followers_call ON public.incident_followers USING btree (call_id) WHERE (ended_at IS NULL);

CREATE INDEX incident_followers_incident ON public.incident_followers USING btree (incident_id);

CREATE UNIQUE INDEX incident_handlers_now ON public.incident_handlers USING btree (incident_id, user_id) WHERE (removed_at IS NULL);

CREATE UNIQUE INDEX incident_merges_in_force ON public.incident_merges USING btree (incident_id) WHERE (unmerged_at IS NULL);

CREATE INDEX incident_merges_into ON public.incident_merges USING btree (into_id);

CREATE INDEX incident_notes_found ON public.incident_notes USING gin (found_by);

CREATE INDEX incident_notes_incident ON public.incident_notes USING btree (incident_id);

CREATE INDEX incident_particulars_found ON public.incident_particulars USING gin (found_by);

CREATE INDEX incident_particulars_words ON public.incident_particulars USING gin (words public.gin_trgm_ops);

CREATE INDEX incident_routings_newest ON public.incident_routings USING btree (incident_id, at DESC, id DESC);

CREATE INDEX incident_views_owner ON public.incident_views USING btree (tenant_id, owner_id);

CREATE INDEX incidents_district ON public.incidents USING btree (tenant_id, district_code);

CREATE INDEX incidents_merged_into ON public.incidents USING btree (merged_into) WHERE (merged_into IS NOT NULL);

CREATE INDEX incidents_open ON public.incidents USING btree (tenant_id) WHERE (state = ANY (ARRAY['DRAFT'::text, 'VERIFIED'::text, 'DISPATCHED'::text, 'PENDING'::text, 'RESOLVED'::text]));

CREATE INDEX incidents_parent ON public.incidents USING btree (parent_id) WHERE (parent_id IS NOT NULL);

CREATE INDEX incidents_reported ON public.incidents USING btree (tenant_id, reported_at DESC);

CREATE INDEX incidents_type ON public.incidents USING btree (tenant_id, incident_type_id);

CREATE INDEX incidents_verified ON public.incidents USING btree (tenant_id, verified_at);

CREATE INDEX incidents_village ON public.incidents USING btree (tenant_id, village_code);

CREATE INDEX landmarks_of_layer ON public.landmarks USING btree (layer_id);

CREATE INDEX leaves_days ON public.leaves USING btree (tenant_id, to_day, from_day) WHERE (withdrawn_at IS NULL);

CREATE INDEX leg_sounds_call ON public.leg_sounds USING btree (tenant_id, call_id);

CREATE INDEX leg_sounds_latest ON public.leg_sounds USING btree (tenant_id, stored_at DESC);

CREATE UNIQUE INDEX lines_centre ON public.lines USING btree (tenant_id) WHERE ((content ->> 'way'::text) = 'centre'::text);

CREATE INDEX masked_calls_incident ON public.masked_calls USING btree (incident_id, asked_at);

CREATE UNIQUE INDEX masked_calls_open ON public.masked_calls USING btree (incident_id) WHERE (ended_at IS NULL);

CREATE INDEX masked_calls_unit ON public.masked_calls USING btree (unit_id, asked_at);

CREATE INDEX meeting_attendees_of ON public.meeting_attendees USING btree (meeting_id);

CREATE INDEX merged_assignments_incident ON public.merged_assignments USING btree (incident_id);

CREATE INDEX messages_newest ON public.messages USING btree (tenant_id, queued_at DESC, id DESC);

CREATE INDEX messages_subject ON public.messages USING btree (subject_id, purpose);

CREATE INDEX note_mentions_user ON public.note_mentions USING btree (user_id, at DESC);

CREATE INDEX obstacle_actions_of ON public.obstacle_actions USING btree (obstacle_id);

CREATE INDEX obstacle_actions_of_item ON public.obstacle_actions USING btree (meeting_item_id);

CREATE INDEX obstacle_actions_open ON public.obstacle_actions USING btree (tenant_id, due_on) WHERE (done_at IS NULL);

CREATE INDEX obstacle_comments_of ON public.obstacle_comments USING btree (obstacle_id, written_at);

CREATE INDEX obstacles_open ON public.obstacles USING btree (tenant_id, due_on) WHERE (state = ANY (ARRAY['open'::text, 'in_progress'::text]));

CREATE INDEX outside_offers_call ON public.outside_offers USING btree (call_id);

CREATE UNIQUE INDEX outside_offers_open ON public.outside_offers USING btree (call_id) WHERE (ended_at IS NULL);

CREATE INDEX place_imports_of_tenant ON public.place_imports USING btree (tenant_id, made_at);

CREATE UNIQUE INDEX place_layers_active ON public.place_layers USING btree (tenant_id, kind, slug) WHERE (state = 'active'::text);

CREATE UNIQUE INDEX place_layers_tiles ON public.place_layers USING btree (slug) WHERE ((kind = 'tiles'::text) AND (state = 'active'::text));

CREATE INDEX presence_orders_open ON public.presence_orders USING btree (tenant_id, user_id) WHERE (seen_at IS NULL);

CREATE UNIQUE INDEX presences_parked_call ON public.presences USING btree (parked_call_id) WHERE (parked_call_id IS NOT NULL);

CREATE INDEX push_subscriptions_user ON public.push_subscriptions USING btree (user_id);

CREATE INDEX quality_hearings_sample ON public.quality_hearings USING btree (sample_id, user_id);

CREATE INDEX quality_samples_month ON public.quality_samples USING btree (tenant_id, month);

CREATE INDEX quality_samples_queue ON public.quality_samples USING btree (tenant_id, opened_at) WHERE (state = ANY (ARRAY['assess'::text, 'settle'::text, 'appealed'::text]));

CREATE INDEX quality_samples_taker ON public.quality_samples USING btree (taker_id, month);

CREATE UNIQUE INDEX quality_sheets_once ON public.quality_sheets USING btree (sample_id, assessor_id, kind);

CREATE INDEX quality_talks_person ON public.quality_talks USING btree (tenant_id, person_id, held_at);

CREATE UNIQUE INDEX recording_alarms_open ON public.recording_alarms USING btree (tenant_id, kind, subject_id, pbx_system) WHERE (cleared_at IS NULL);

CREATE UNIQUE INDEX recording_deletions_open ON public.recording_deletions USING btree (recording_id) WHERE (decision IS NULL);

CREATE UNIQUE INDEX recording_holds_open ON public.recording_holds USING btree (tenant_id, subject_type, subject_id) WHERE (released_at IS NULL);

CREATE INDEX recording_listenings_recording ON public.recording_listenings USING btree (recording_id);

CREATE INDEX recordings_stored ON public.recordings USING btree (tenant_id, stored_at) WHERE (state = 'stored'::text);

CREATE INDEX regions_parent ON public.regions USING btree (parent_code);

CREATE INDEX response_links_assignment ON public.response_links USING btree (assignment_id, made_at DESC);

CREATE UNIQUE INDEX roster_alarms_open ON public.roster_alarms USING btree (tenant_id) WHERE (ended_at IS NULL);

CREATE INDEX rota_tellings_user ON public.rota_tellings USING btree (tenant_id, user_id, told_at DESC);

CREATE INDEX routing_rules_order ON public.routing_rules USING btree (tenant_id, "position");

CREATE INDEX sessions_user ON public.sessions USING btree (user_id);

CREATE INDEX shifts_day ON public.shifts USING btree (tenant_id, day);

CREATE INDEX shifts_time ON public.shifts USING btree (tenant_id, starts_at, ends_at);

CREATE INDEX surge_broadcasts_of ON public.surge_broadcasts USING btree (surge_id, sent_at DESC);

CREATE INDEX surge_link_items_incident ON public.surge_link_items USING btree (incident_id);

CREATE INDEX surge_links_newest ON public.surge_links USING btree (tenant_id, made_at DESC);

CREATE INDEX surge_links_parent ON public.surge_links USING btree (parent_id);

CREATE INDEX surge_told_agency ON public.surge_told USING btree (agency_id) WHERE (answer IS NULL);

CREATE INDEX surges_newest ON public.surges USING btree (tenant_id, started_at DESC);

CREATE UNIQUE INDEX surges_one_at_a_time ON public.surges USING btree (tenant_id) WHERE (ended_at IS NULL);

CREATE INDEX test_calls_latest ON public.test_calls USING btree (tenant_id, requested_at DESC);

CREATE UNIQUE INDEX test_calls_open ON public.test_calls USING btree (tenant_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX unit_alarms_open ON public.unit_alarms USING btree (unit_id, kind) WHERE (acknowledged_at IS NULL);

CREATE INDEX unit_assignments_assignment ON public.unit_assignments USING btree (assignment_id);

CREATE UNIQUE INDEX unit_assignments_once ON public.unit_assignments USING btree (unit_id, assignment_id) WHERE (ended_at IS NULL);

CREATE INDEX unit_assignments_unit ON public.unit_assignments USING btree (unit_id, assigned_at DESC);

CREATE UNIQUE INDEX unit_members_once ON public.unit_members USING btree (unit_id, user_id) WHERE (left_at IS NULL);

CREATE INDEX unit_members_unit ON public.unit_members USING btree (unit_id);

CREATE INDEX unit_members_user ON public.unit_members USING btree (user_id) WHERE (left_at IS NULL);

CREATE INDEX unit_places_place ON public.unit_places USING gist (place);

CREATE INDEX unit_positions_age ON public.unit_positions USING btree (recorded_at);

CREATE INDEX unit_statuses_assignment ON public.unit_statuses USING btree (unit_assignment_id);

CREATE INDEX units_agency ON public.units USING btree (tenant_id, agency_id);

CREATE INDEX units_home ON public.units USING gist (home);

CREATE INDEX wave_notes_of ON public.wave_notes USING btree (wave_id, at);

CREATE UNIQUE INDEX waves_open ON public.waves USING btree (tenant_id, kind, COALESCE(district_code, caller_e164, ''::text)) WHERE (ended_at IS NULL);

CREATE INDEX waves_recent ON public.waves USING btree (tenant_id, began_at DESC);

CREATE INDEX webhook_deliveries_due ON public.webhook_deliveries USING btree (webhook_id, due_at, seq) WHERE (state = 'waiting'::text);

CREATE INDEX webhook_deliveries_listed ON public.webhook_deliveries USING btree (webhook_id, made_at DESC, id DESC);

CREATE TRIGGER call_offers_doorbell AFTER INSERT OR UPDATE ON public.call_offers FOR EACH ROW EXECUTE FUNCTION public.ring_telephony();

CREATE TRIGGER call_parties_doorbell AFTER INSERT OR UPDATE OF mode, ended_at ON public.call_parties FOR EACH ROW EXECUTE FUNCTION public.ring_telephony();

CREATE TRIGGER call_silent_steps_doorbell AFTER INSERT ON public.call_silent_steps FOR EACH ROW WHEN ((new.step = 'play_prompt'::text)) EXECUTE FUNCTION public.ring_telephony();

CREATE TRIGGER call_supervisions_doorbell AFTER INSERT OR UPDATE OF mode, ended_at ON public.call_supervisions FOR EACH ROW EXECUTE FUNCTION public.ring_telephony();

CREATE TRIGGER calls_doorbell AFTER UPDATE OF state, unattended_since ON public.calls FOR EACH ROW EXECUTE FUNCTION public.ring_telephony();

CREATE TRIGGER calls_silent_doorbell AFTER UPDATE OF silent_since, silent_result ON public.calls FOR EACH ROW WHEN ((new.silent_since IS NOT NULL)) EXECUTE FUNCTION public.ring_telephony();

CREATE TRIGGER canaries_doorbell AFTER INSERT ON public.canaries FOR EACH ROW EXECUTE FUNCTION public.ring_telephony();

CREATE TRIGGER carrier_windows_doorbell AFTER INSERT OR UPDATE OF closed_at ON public.carrier_windows FOR EACH ROW EXECUTE FUNCTION public.ring_telephony();

CREATE TRIGGER chain_heads_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.chain_heads FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER deadlines_doorbell AFTER INSERT OR UPDATE ON public.deadlines FOR EACH STATEMENT EXECUTE FUNCTION public.ring_deadlines();

CREATE TRIGGER event_seals_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.event_seals FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER events_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.events FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER events_doorbell AFTER INSERT ON public.events FOR EACH STATEMENT EXECUTE FUNCTION public.ring_events();

CREATE TRIGGER lines_doorbell AFTER INSERT OR UPDATE OF content ON public.lines FOR EACH ROW EXECUTE FUNCTION public.ring_telephony();

CREATE TRIGGER month_locks_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.month_locks FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER outside_offers_doorbell AFTER INSERT OR UPDATE ON public.outside_offers FOR EACH ROW EXECUTE FUNCTION public.ring_telephony();

CREATE TRIGGER place_agreements_doorbell AFTER INSERT OR UPDATE ON public.place_agreements FOR EACH ROW EXECUTE FUNCTION public.ring_telephony();

CREATE TRIGGER presences_calls_doorbell AFTER UPDATE OF call_id, parked_call_id ON public.presences FOR EACH ROW WHEN (((new.state = 'talking'::text) AND ((new.parked_call_id IS NOT NULL) OR (old.parked_call_id IS NOT NULL)))) EXECUTE FUNCTION public.ring_telephony();

CREATE TRIGGER presences_doorbell AFTER UPDATE OF state, reachable ON public.presences FOR EACH ROW WHEN (((new.state = 'ready'::text) AND new.reachable)) EXECUTE FUNCTION public.ring_telephony();

CREATE TRIGGER tenants_doorbell AFTER INSERT OR UPDATE OF name, settings ON public.tenants FOR EACH ROW EXECUTE FUNCTION public.ring_telephony_of_tenant();

CREATE TRIGGER test_calls_doorbell AFTER INSERT OR UPDATE OF stop_asked ON public.test_calls FOR EACH ROW EXECUTE FUNCTION public.ring_telephony();

CREATE TRIGGER unit_statuses_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.unit_statuses FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE ONLY public.access_log
    ADD CONSTRAINT access_log_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.agencies
    ADD CONSTRAINT agencies_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.agency_alerting
    ADD CONSTRAINT agency_alerting_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.agency_alerting
    ADD CONSTRAINT agency_alerting_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.agency_alerting
    ADD CONSTRAINT agency_alerting_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.agency_alerting
    ADD CONSTRAINT agency_alerting_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.agency_answer_reminders
    ADD CONSTRAINT agency_answer_reminders_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.agency_answer_reminders
    ADD CONSTRAINT agency_answer_reminders_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.agency_answer_settings
    ADD CONSTRAINT agency_answer_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.agency_briefs
    ADD CONSTRAINT agency_briefs_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.agency_briefs
    ADD CONSTRAINT agency_briefs_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.agency_briefs
    ADD CONSTRAINT agency_briefs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.agency_covers
    ADD CONSTRAINT agency_covers_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.agency_covers
    ADD CONSTRAINT agency_covers_cover_agency_id_fkey FOREIGN KEY (cover_agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.agency_covers
    ADD CONSTRAINT agency_covers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.agency_explanations
    ADD CONSTRAINT agency_explanations_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.agency_explanations
    ADD CONSTRAINT agency_explanations_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.agency_explanations
    ADD CONSTRAINT agency_explanations_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.agency_outages
    ADD CONSTRAINT agency_outages_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.agency_outages
    ADD CONSTRAINT agency_outages_begun_by_fkey FOREIGN KEY (begun_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.agency_outages
    ADD CONSTRAINT agency_outages_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.agency_outages
    ADD CONSTRAINT agency_outages_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.agency_units
    ADD CONSTRAINT agency_units_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.agency_units
    ADD CONSTRAINT agency_units_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.areas
    ADD CONSTRAINT areas_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.assignment_alerts
    ADD CONSTRAINT assignment_alerts_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES public.assignments(id);

ALTER TABLE ONLY public.assignment_alerts
    ADD CONSTRAINT assignment_alerts_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES public.duty_contacts(id);

ALTER TABLE ONLY public.assignment_alerts
    ADD CONSTRAINT assignment_alerts_duty_call_id_fkey FOREIGN KEY (duty_call_id) REFERENCES public.duty_calls(id);

ALTER TABLE ONLY public.assignment_alerts
    ADD CONSTRAINT assignment_alerts_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id);

ALTER TABLE ONLY public.assignment_alerts
    ADD CONSTRAINT assignment_alerts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.assignment_ladders
    ADD CONSTRAINT assignment_ladders_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES public.assignments(id);

ALTER TABLE ONLY public.assignment_ladders
    ADD CONSTRAINT assignment_ladders_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_acknowledged_by_fkey FOREIGN KEY (acknowledged_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_acknowledged_contact_id_fkey FOREIGN KEY (acknowledged_contact_id) REFERENCES public.duty_contacts(id);

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.attendance_corrections
    ADD CONSTRAINT attendance_corrections_corrected_by_fkey FOREIGN KEY (corrected_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.attendance_corrections
    ADD CONSTRAINT attendance_corrections_shift_id_fkey FOREIGN KEY (shift_id) REFERENCES public.shifts(id);

ALTER TABLE ONLY public.attendance_corrections
    ADD CONSTRAINT attendance_corrections_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.audit_days
    ADD CONSTRAINT audit_days_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.audit_hearings
    ADD CONSTRAINT audit_hearings_audit_id_fkey FOREIGN KEY (audit_id) REFERENCES public.audits(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.audit_hearings
    ADD CONSTRAINT audit_hearings_listening_id_fkey FOREIGN KEY (listening_id) REFERENCES public.recording_listenings(id);

ALTER TABLE ONLY public.audit_hearings
    ADD CONSTRAINT audit_hearings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.audit_hearings
    ADD CONSTRAINT audit_hearings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.audit_settings
    ADD CONSTRAINT audit_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.audits
    ADD CONSTRAINT audits_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.audits
    ADD CONSTRAINT audits_first_by_fkey FOREIGN KEY (first_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.audits
    ADD CONSTRAINT audits_judged_by_fkey FOREIGN KEY (judged_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.audits
    ADD CONSTRAINT audits_match_incident_id_fkey FOREIGN KEY (match_incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.audits
    ADD CONSTRAINT audits_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.boundaries
    ADD CONSTRAINT boundaries_layer_id_fkey FOREIGN KEY (layer_id) REFERENCES public.place_layers(id);

ALTER TABLE ONLY public.boundaries
    ADD CONSTRAINT boundaries_region_code_fkey FOREIGN KEY (region_code) REFERENCES public.regions(code);

ALTER TABLE ONLY public.boundaries
    ADD CONSTRAINT boundaries_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.calendar_feeds
    ADD CONSTRAINT calendar_feeds_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.calendar_feeds
    ADD CONSTRAINT calendar_feeds_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.call_hints
    ADD CONSTRAINT call_hints_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.call_hints
    ADD CONSTRAINT call_hints_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.call_judgements
    ADD CONSTRAINT call_judgements_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.call_judgements
    ADD CONSTRAINT call_judgements_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.call_judgements
    ADD CONSTRAINT call_judgements_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.call_legs
    ADD CONSTRAINT call_legs_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.call_legs
    ADD CONSTRAINT call_legs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.call_legs
    ADD CONSTRAINT call_legs_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.call_offers
    ADD CONSTRAINT call_offers_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.call_offers
    ADD CONSTRAINT call_offers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.call_offers
    ADD CONSTRAINT call_offers_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.call_parties
    ADD CONSTRAINT call_parties_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.call_parties
    ADD CONSTRAINT call_parties_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.call_parties
    ADD CONSTRAINT call_parties_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES public.duty_contacts(id);

ALTER TABLE ONLY public.call_parties
    ADD CONSTRAINT call_parties_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.directory_entries(id);

ALTER TABLE ONLY public.call_parties
    ADD CONSTRAINT call_parties_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.call_parties
    ADD CONSTRAINT call_parties_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.call_signs
    ADD CONSTRAINT call_signs_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.call_signs
    ADD CONSTRAINT call_signs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.call_silent_steps
    ADD CONSTRAINT call_silent_steps_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.call_silent_steps
    ADD CONSTRAINT call_silent_steps_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.call_silent_steps
    ADD CONSTRAINT call_silent_steps_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.call_supervisions
    ADD CONSTRAINT call_supervisions_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.call_supervisions
    ADD CONSTRAINT call_supervisions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.call_supervisions
    ADD CONSTRAINT call_supervisions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_case_appeals
    ADD CONSTRAINT caller_case_appeals_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.caller_cases(id);

ALTER TABLE ONLY public.caller_case_appeals
    ADD CONSTRAINT caller_case_appeals_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_case_appeals
    ADD CONSTRAINT caller_case_appeals_filed_by_fkey FOREIGN KEY (filed_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_case_appeals
    ADD CONSTRAINT caller_case_appeals_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_case_entries
    ADD CONSTRAINT caller_case_entries_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.caller_cases(id);

ALTER TABLE ONLY public.caller_case_entries
    ADD CONSTRAINT caller_case_entries_pack_id_fkey FOREIGN KEY (pack_id) REFERENCES public.case_packs(id);

ALTER TABLE ONLY public.caller_case_entries
    ADD CONSTRAINT caller_case_entries_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_case_entries
    ADD CONSTRAINT caller_case_entries_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_case_entries
    ADD CONSTRAINT caller_case_entries_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_case_lanes
    ADD CONSTRAINT caller_case_lanes_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_case_lanes
    ADD CONSTRAINT caller_case_lanes_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.caller_cases(id);

ALTER TABLE ONLY public.caller_case_lanes
    ADD CONSTRAINT caller_case_lanes_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_case_lanes
    ADD CONSTRAINT caller_case_lanes_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_case_lanes
    ADD CONSTRAINT caller_case_lanes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_case_settings
    ADD CONSTRAINT caller_case_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_cases
    ADD CONSTRAINT caller_cases_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_cases
    ADD CONSTRAINT caller_cases_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_cases
    ADD CONSTRAINT caller_cases_number_id_fkey FOREIGN KEY (number_id) REFERENCES public.caller_numbers(id);

ALTER TABLE ONLY public.caller_cases
    ADD CONSTRAINT caller_cases_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_cases
    ADD CONSTRAINT caller_cases_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_links
    ADD CONSTRAINT caller_links_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.caller_links
    ADD CONSTRAINT caller_links_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_links
    ADD CONSTRAINT caller_links_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_message_looks
    ADD CONSTRAINT caller_message_looks_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.caller_message_looks
    ADD CONSTRAINT caller_message_looks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_message_looks
    ADD CONSTRAINT caller_message_looks_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_messages
    ADD CONSTRAINT caller_messages_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.caller_messages
    ADD CONSTRAINT caller_messages_link_id_fkey FOREIGN KEY (link_id) REFERENCES public.caller_links(id);

ALTER TABLE ONLY public.caller_messages
    ADD CONSTRAINT caller_messages_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_messages
    ADD CONSTRAINT caller_messages_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_note_versions
    ADD CONSTRAINT caller_note_versions_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_note_versions
    ADD CONSTRAINT caller_note_versions_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.caller_notes(id);

ALTER TABLE ONLY public.caller_note_versions
    ADD CONSTRAINT caller_note_versions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_notes
    ADD CONSTRAINT caller_notes_number_id_fkey FOREIGN KEY (number_id) REFERENCES public.caller_numbers(id);

ALTER TABLE ONLY public.caller_notes
    ADD CONSTRAINT caller_notes_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_notes
    ADD CONSTRAINT caller_notes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_notes
    ADD CONSTRAINT caller_notes_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_numbers
    ADD CONSTRAINT caller_numbers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_places
    ADD CONSTRAINT caller_places_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.caller_places
    ADD CONSTRAINT caller_places_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_ratings
    ADD CONSTRAINT caller_ratings_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.caller_ratings
    ADD CONSTRAINT caller_ratings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_ratings
    ADD CONSTRAINT caller_ratings_track_id_fkey FOREIGN KEY (track_id) REFERENCES public.caller_tracks(id);

ALTER TABLE ONLY public.caller_task_tries
    ADD CONSTRAINT caller_task_tries_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.caller_tasks(id);

ALTER TABLE ONLY public.caller_task_tries
    ADD CONSTRAINT caller_task_tries_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_task_tries
    ADD CONSTRAINT caller_task_tries_tried_by_fkey FOREIGN KEY (tried_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_tasks
    ADD CONSTRAINT caller_tasks_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_tasks
    ADD CONSTRAINT caller_tasks_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.caller_tasks
    ADD CONSTRAINT caller_tasks_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.caller_tasks
    ADD CONSTRAINT caller_tasks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_tasks
    ADD CONSTRAINT caller_tasks_track_id_fkey FOREIGN KEY (track_id) REFERENCES public.caller_tracks(id);

ALTER TABLE ONLY public.caller_tellings
    ADD CONSTRAINT caller_tellings_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.caller_tellings
    ADD CONSTRAINT caller_tellings_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.caller_tellings
    ADD CONSTRAINT caller_tellings_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id);

ALTER TABLE ONLY public.caller_tellings
    ADD CONSTRAINT caller_tellings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_tellings
    ADD CONSTRAINT caller_tellings_track_id_fkey FOREIGN KEY (track_id) REFERENCES public.caller_tracks(id);

ALTER TABLE ONLY public.caller_tracks
    ADD CONSTRAINT caller_tracks_follower_id_fkey FOREIGN KEY (follower_id) REFERENCES public.incident_followers(id);

ALTER TABLE ONLY public.caller_tracks
    ADD CONSTRAINT caller_tracks_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.caller_tracks
    ADD CONSTRAINT caller_tracks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.caller_tracks
    ADD CONSTRAINT caller_tracks_way_by_fkey FOREIGN KEY (way_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_disposition_by_fkey FOREIGN KEY (disposition_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_passed_by_fkey FOREIGN KEY (passed_by) REFERENCES public.calls(id);

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.campaign_photo_settings
    ADD CONSTRAINT campaign_photo_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.campaign_photos
    ADD CONSTRAINT campaign_photos_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.campaign_photos
    ADD CONSTRAINT campaign_photos_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES public.campaigns(id);

ALTER TABLE ONLY public.campaign_photos
    ADD CONSTRAINT campaign_photos_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.campaigns
    ADD CONSTRAINT campaigns_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.campaigns
    ADD CONSTRAINT campaigns_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.canaries
    ADD CONSTRAINT canaries_line_id_fkey FOREIGN KEY (line_id) REFERENCES public.lines(id);

ALTER TABLE ONLY public.canaries
    ADD CONSTRAINT canaries_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.card_answers
    ADD CONSTRAINT card_answers_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.card_answers
    ADD CONSTRAINT card_answers_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.card_runs(id);

ALTER TABLE ONLY public.card_answers
    ADD CONSTRAINT card_answers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.card_runs
    ADD CONSTRAINT card_runs_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.card_runs
    ADD CONSTRAINT card_runs_card_id_fkey FOREIGN KEY (card_id) REFERENCES public.question_cards(id);

ALTER TABLE ONLY public.card_runs
    ADD CONSTRAINT card_runs_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.card_runs
    ADD CONSTRAINT card_runs_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.card_runs
    ADD CONSTRAINT card_runs_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.card_runs
    ADD CONSTRAINT card_runs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.card_words
    ADD CONSTRAINT card_words_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES public.card_answers(id);

ALTER TABLE ONLY public.card_words
    ADD CONSTRAINT card_words_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.carrier_calls
    ADD CONSTRAINT carrier_calls_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.carrier_calls
    ADD CONSTRAINT carrier_calls_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.carrier_calls
    ADD CONSTRAINT carrier_calls_window_id_fkey FOREIGN KEY (window_id) REFERENCES public.carrier_windows(id);

ALTER TABLE ONLY public.carrier_windows
    ADD CONSTRAINT carrier_windows_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.carrier_windows
    ADD CONSTRAINT carrier_windows_line_id_fkey FOREIGN KEY (line_id) REFERENCES public.lines(id);

ALTER TABLE ONLY public.carrier_windows
    ADD CONSTRAINT carrier_windows_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.carrier_windows
    ADD CONSTRAINT carrier_windows_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.case_pack_settings
    ADD CONSTRAINT case_pack_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.case_packs
    ADD CONSTRAINT case_packs_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.caller_cases(id);

ALTER TABLE ONLY public.case_packs
    ADD CONSTRAINT case_packs_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.case_packs
    ADD CONSTRAINT case_packs_prepared_by_fkey FOREIGN KEY (prepared_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.case_packs
    ADD CONSTRAINT case_packs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.cell_import_rows
    ADD CONSTRAINT cell_import_rows_import_id_fkey FOREIGN KEY (import_id) REFERENCES public.cell_imports(id);

ALTER TABLE ONLY public.cell_import_rows
    ADD CONSTRAINT cell_import_rows_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.cell_imports
    ADD CONSTRAINT cell_imports_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.cell_imports
    ADD CONSTRAINT cell_imports_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.cell_sites
    ADD CONSTRAINT cell_sites_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.channel_settings
    ADD CONSTRAINT channel_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.clocks
    ADD CONSTRAINT clocks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.closing_settings
    ADD CONSTRAINT closing_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.crests
    ADD CONSTRAINT crests_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.desk_checks
    ADD CONSTRAINT desk_checks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.desk_checks
    ADD CONSTRAINT desk_checks_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.desk_messages
    ADD CONSTRAINT desk_messages_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.desk_messages
    ADD CONSTRAINT desk_messages_from_user_fkey FOREIGN KEY (from_user) REFERENCES public.users(id);

ALTER TABLE ONLY public.desk_messages
    ADD CONSTRAINT desk_messages_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.desk_messages
    ADD CONSTRAINT desk_messages_to_user_fkey FOREIGN KEY (to_user) REFERENCES public.users(id);

ALTER TABLE ONLY public.desk_phones
    ADD CONSTRAINT desk_phones_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.desk_phones
    ADD CONSTRAINT desk_phones_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.desk_phones
    ADD CONSTRAINT desk_phones_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.directory_entries
    ADD CONSTRAINT directory_entries_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.drill_alerts
    ADD CONSTRAINT drill_alerts_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.drill_alerts
    ADD CONSTRAINT drill_alerts_by_user_fkey FOREIGN KEY (by_user) REFERENCES public.users(id);

ALTER TABLE ONLY public.drill_alerts
    ADD CONSTRAINT drill_alerts_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.drill_alerts
    ADD CONSTRAINT drill_alerts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.drill_settings
    ADD CONSTRAINT drill_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.drills
    ADD CONSTRAINT drills_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.drills
    ADD CONSTRAINT drills_planned_by_fkey FOREIGN KEY (planned_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.drills
    ADD CONSTRAINT drills_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.duty_call_words
    ADD CONSTRAINT duty_call_words_duty_call_id_fkey FOREIGN KEY (duty_call_id) REFERENCES public.duty_calls(id);

ALTER TABLE ONLY public.duty_call_words
    ADD CONSTRAINT duty_call_words_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.duty_calls
    ADD CONSTRAINT duty_calls_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.duty_calls
    ADD CONSTRAINT duty_calls_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES public.duty_contacts(id);

ALTER TABLE ONLY public.duty_calls
    ADD CONSTRAINT duty_calls_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.duty_contacts
    ADD CONSTRAINT duty_contacts_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.duty_contacts
    ADD CONSTRAINT duty_contacts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.event_seals
    ADD CONSTRAINT event_seals_seq_fkey FOREIGN KEY (seq) REFERENCES public.events(seq);

ALTER TABLE ONLY public.field_actions
    ADD CONSTRAINT field_actions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.field_actions
    ADD CONSTRAINT field_actions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.follow_up_notes
    ADD CONSTRAINT follow_up_notes_follow_up_id_fkey FOREIGN KEY (follow_up_id) REFERENCES public.follow_ups(id);

ALTER TABLE ONLY public.follow_up_notes
    ADD CONSTRAINT follow_up_notes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.follow_up_notes
    ADD CONSTRAINT follow_up_notes_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.follow_up_settings
    ADD CONSTRAINT follow_up_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.follow_up_tries
    ADD CONSTRAINT follow_up_tries_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.follow_up_tries
    ADD CONSTRAINT follow_up_tries_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.follow_up_tries
    ADD CONSTRAINT follow_up_tries_follow_up_id_fkey FOREIGN KEY (follow_up_id) REFERENCES public.follow_ups(id);

ALTER TABLE ONLY public.follow_up_tries
    ADD CONSTRAINT follow_up_tries_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.follow_ups
    ADD CONSTRAINT follow_ups_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.follow_ups
    ADD CONSTRAINT follow_ups_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.follow_ups
    ADD CONSTRAINT follow_ups_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.geo_settings
    ADD CONSTRAINT geo_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.goal_settings
    ADD CONSTRAINT goal_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.handovers
    ADD CONSTRAINT handovers_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.handovers
    ADD CONSTRAINT handovers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.handovers
    ADD CONSTRAINT handovers_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.hint_orders
    ADD CONSTRAINT hint_orders_head_by_fkey FOREIGN KEY (head_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.hint_orders
    ADD CONSTRAINT hint_orders_room_by_fkey FOREIGN KEY (room_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.hint_orders
    ADD CONSTRAINT hint_orders_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.history_batches
    ADD CONSTRAINT history_batches_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.history_rows
    ADD CONSTRAINT history_rows_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.history_versions
    ADD CONSTRAINT history_versions_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.history_batches(id);

ALTER TABLE ONLY public.history_versions
    ADD CONSTRAINT history_versions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.incident_attachments
    ADD CONSTRAINT incident_attachments_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES public.assignments(id);

ALTER TABLE ONLY public.incident_attachments
    ADD CONSTRAINT incident_attachments_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.incident_attachments
    ADD CONSTRAINT incident_attachments_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.incident_attachments
    ADD CONSTRAINT incident_attachments_link_id_fkey FOREIGN KEY (link_id) REFERENCES public.response_links(id);

ALTER TABLE ONLY public.incident_attachments
    ADD CONSTRAINT incident_attachments_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.incident_attachments
    ADD CONSTRAINT incident_attachments_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.units(id);

ALTER TABLE ONLY public.incident_calls
    ADD CONSTRAINT incident_calls_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.incident_calls
    ADD CONSTRAINT incident_calls_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.incident_calls
    ADD CONSTRAINT incident_calls_linked_by_fkey FOREIGN KEY (linked_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.incident_calls
    ADD CONSTRAINT incident_calls_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.incident_changes
    ADD CONSTRAINT incident_changes_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.incident_changes
    ADD CONSTRAINT incident_changes_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.incident_changes
    ADD CONSTRAINT incident_changes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.incident_exports
    ADD CONSTRAINT incident_exports_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.incident_exports
    ADD CONSTRAINT incident_exports_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.incident_followers
    ADD CONSTRAINT incident_followers_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.incident_followers
    ADD CONSTRAINT incident_followers_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.incident_followers
    ADD CONSTRAINT incident_followers_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.incident_notes(id);

ALTER TABLE ONLY public.incident_followers
    ADD CONSTRAINT incident_followers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.incident_handlers
    ADD CONSTRAINT incident_handlers_added_by_fkey FOREIGN KEY (added_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.incident_handlers
    ADD CONSTRAINT incident_handlers_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.incident_handlers
    ADD CONSTRAINT incident_handlers_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.incident_handlers
    ADD CONSTRAINT incident_handlers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.incident_handlers
    ADD CONSTRAINT incident_handlers_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.incident_merges
    ADD CONSTRAINT incident_merges_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.incident_merges
    ADD CONSTRAINT incident_merges_into_id_fkey FOREIGN KEY (into_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.incident_merges
    ADD CONSTRAINT incident_merges_merged_by_fkey FOREIGN KEY (merged_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.incident_merges
    ADD CONSTRAINT incident_merges_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.incident_merges
    ADD CONSTRAINT incident_merges_unmerged_by_fkey FOREIGN KEY (unmerged_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.incident_notes
    ADD CONSTRAINT incident_notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.incident_notes
    ADD CONSTRAINT incident_notes_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.incident_notes
    ADD CONSTRAINT incident_notes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.incident_particulars
    ADD CONSTRAINT incident_particulars_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.incident_particulars
    ADD CONSTRAINT incident_particulars_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.incident_presences
    ADD CONSTRAINT incident_presences_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.incident_presences
    ADD CONSTRAINT incident_presences_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.incident_presences
    ADD CONSTRAINT incident_presences_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.incident_routings
    ADD CONSTRAINT incident_routings_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.incident_routings
    ADD CONSTRAINT incident_routings_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.incident_routings
    ADD CONSTRAINT incident_routings_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES public.routing_rules(id);

ALTER TABLE ONLY public.incident_routings
    ADD CONSTRAINT incident_routings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.incident_types
    ADD CONSTRAINT incident_types_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.incident_views
    ADD CONSTRAINT incident_views_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.incident_views
    ADD CONSTRAINT incident_views_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_district_code_fkey FOREIGN KEY (district_code) REFERENCES public.regions(code);

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_incident_type_id_fkey FOREIGN KEY (incident_type_id) REFERENCES public.incident_types(id);

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_routing_rule_id_fkey FOREIGN KEY (routing_rule_id) REFERENCES public.routing_rules(id);

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.incidents
    ADD CONSTRAINT incidents_village_code_fkey FOREIGN KEY (village_code) REFERENCES public.regions(code);

ALTER TABLE ONLY public.ladders
    ADD CONSTRAINT ladders_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.ladders
    ADD CONSTRAINT ladders_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.landmarks
    ADD CONSTRAINT landmarks_layer_id_fkey FOREIGN KEY (layer_id) REFERENCES public.place_layers(id);

ALTER TABLE ONLY public.landmarks
    ADD CONSTRAINT landmarks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.landmarks
    ADD CONSTRAINT landmarks_village_code_fkey FOREIGN KEY (village_code) REFERENCES public.regions(code);

ALTER TABLE ONLY public.leaves
    ADD CONSTRAINT leaves_noted_by_fkey FOREIGN KEY (noted_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.leaves
    ADD CONSTRAINT leaves_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.leaves
    ADD CONSTRAINT leaves_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.leg_sounds
    ADD CONSTRAINT leg_sounds_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.leg_sounds
    ADD CONSTRAINT leg_sounds_leg_id_fkey FOREIGN KEY (leg_id) REFERENCES public.call_legs(id);

ALTER TABLE ONLY public.leg_sounds
    ADD CONSTRAINT leg_sounds_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.line_secrets
    ADD CONSTRAINT line_secrets_line_id_fkey FOREIGN KEY (line_id) REFERENCES public.lines(id);

ALTER TABLE ONLY public.line_secrets
    ADD CONSTRAINT line_secrets_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.lines
    ADD CONSTRAINT lines_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.masked_call_numbers
    ADD CONSTRAINT masked_call_numbers_masked_call_id_fkey FOREIGN KEY (masked_call_id) REFERENCES public.masked_calls(id);

ALTER TABLE ONLY public.masked_call_numbers
    ADD CONSTRAINT masked_call_numbers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.masked_calls
    ADD CONSTRAINT masked_calls_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.masked_calls
    ADD CONSTRAINT masked_calls_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.masked_calls
    ADD CONSTRAINT masked_calls_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.masked_calls
    ADD CONSTRAINT masked_calls_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.meeting_attendees
    ADD CONSTRAINT meeting_attendees_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id);

ALTER TABLE ONLY public.meeting_attendees
    ADD CONSTRAINT meeting_attendees_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.meeting_items
    ADD CONSTRAINT meeting_items_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id);

ALTER TABLE ONLY public.meeting_items
    ADD CONSTRAINT meeting_items_obstacle_id_fkey FOREIGN KEY (obstacle_id) REFERENCES public.obstacles(id);

ALTER TABLE ONLY public.meeting_items
    ADD CONSTRAINT meeting_items_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.merged_assignments
    ADD CONSTRAINT merged_assignments_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES public.assignments(id);

ALTER TABLE ONLY public.merged_assignments
    ADD CONSTRAINT merged_assignments_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.merged_assignments
    ADD CONSTRAINT merged_assignments_merge_id_fkey FOREIGN KEY (merge_id) REFERENCES public.incident_merges(id);

ALTER TABLE ONLY public.merged_assignments
    ADD CONSTRAINT merged_assignments_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.message_attempts
    ADD CONSTRAINT message_attempts_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id);

ALTER TABLE ONLY public.message_attempts
    ADD CONSTRAINT message_attempts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.message_words
    ADD CONSTRAINT message_words_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id);

ALTER TABLE ONLY public.message_words
    ADD CONSTRAINT message_words_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.month_locks
    ADD CONSTRAINT month_locks_locked_by_fkey FOREIGN KEY (locked_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.month_locks
    ADD CONSTRAINT month_locks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.note_mentions
    ADD CONSTRAINT note_mentions_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.note_mentions
    ADD CONSTRAINT note_mentions_note_id_fkey FOREIGN KEY (note_id) REFERENCES public.incident_notes(id);

ALTER TABLE ONLY public.note_mentions
    ADD CONSTRAINT note_mentions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.note_mentions
    ADD CONSTRAINT note_mentions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.number_series
    ADD CONSTRAINT number_series_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.obstacle_actions
    ADD CONSTRAINT obstacle_actions_meeting_item_id_fkey FOREIGN KEY (meeting_item_id) REFERENCES public.meeting_items(id);

ALTER TABLE ONLY public.obstacle_actions
    ADD CONSTRAINT obstacle_actions_obstacle_id_fkey FOREIGN KEY (obstacle_id) REFERENCES public.obstacles(id);

ALTER TABLE ONLY public.obstacle_actions
    ADD CONSTRAINT obstacle_actions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.obstacle_comments
    ADD CONSTRAINT obstacle_comments_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.obstacle_comments
    ADD CONSTRAINT obstacle_comments_obstacle_id_fkey FOREIGN KEY (obstacle_id) REFERENCES public.obstacles(id);

ALTER TABLE ONLY public.obstacle_comments
    ADD CONSTRAINT obstacle_comments_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.obstacle_settings
    ADD CONSTRAINT obstacle_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.obstacles
    ADD CONSTRAINT obstacles_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.obstacles
    ADD CONSTRAINT obstacles_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.obstacles
    ADD CONSTRAINT obstacles_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES public.obstacles(id);

ALTER TABLE ONLY public.obstacles
    ADD CONSTRAINT obstacles_owner_agency_id_fkey FOREIGN KEY (owner_agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.obstacles
    ADD CONSTRAINT obstacles_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.obstacles
    ADD CONSTRAINT obstacles_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.outside_offers
    ADD CONSTRAINT outside_offers_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.outside_offers
    ADD CONSTRAINT outside_offers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.place_agreements
    ADD CONSTRAINT place_agreements_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.place_imports
    ADD CONSTRAINT place_imports_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.place_imports
    ADD CONSTRAINT place_imports_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.place_layers
    ADD CONSTRAINT place_layers_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.place_layers
    ADD CONSTRAINT place_layers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.presence_orders
    ADD CONSTRAINT presence_orders_ordered_by_fkey FOREIGN KEY (ordered_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.presence_orders
    ADD CONSTRAINT presence_orders_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.presence_orders
    ADD CONSTRAINT presence_orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.presences
    ADD CONSTRAINT presences_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.presences
    ADD CONSTRAINT presences_parked_call_id_fkey FOREIGN KEY (parked_call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.presences
    ADD CONSTRAINT presences_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.presences
    ADD CONSTRAINT presences_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.prompts
    ADD CONSTRAINT prompts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.push_subscriptions
    ADD CONSTRAINT push_subscriptions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.push_subscriptions
    ADD CONSTRAINT push_subscriptions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.quality_hearings
    ADD CONSTRAINT quality_hearings_sample_id_fkey FOREIGN KEY (sample_id) REFERENCES public.quality_samples(id);

ALTER TABLE ONLY public.quality_hearings
    ADD CONSTRAINT quality_hearings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.quality_hearings
    ADD CONSTRAINT quality_hearings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.quality_months
    ADD CONSTRAINT quality_months_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.quality_samples
    ADD CONSTRAINT quality_samples_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.quality_samples
    ADD CONSTRAINT quality_samples_set_aside_by_fkey FOREIGN KEY (set_aside_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.quality_samples
    ADD CONSTRAINT quality_samples_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES public.quality_sheets(id);

ALTER TABLE ONLY public.quality_samples
    ADD CONSTRAINT quality_samples_taker_id_fkey FOREIGN KEY (taker_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.quality_samples
    ADD CONSTRAINT quality_samples_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.quality_settings
    ADD CONSTRAINT quality_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.quality_sheets
    ADD CONSTRAINT quality_sheets_assessor_id_fkey FOREIGN KEY (assessor_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.quality_sheets
    ADD CONSTRAINT quality_sheets_sample_id_fkey FOREIGN KEY (sample_id) REFERENCES public.quality_samples(id);

ALTER TABLE ONLY public.quality_sheets
    ADD CONSTRAINT quality_sheets_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.quality_sheets
    ADD CONSTRAINT quality_sheets_tenant_id_scorecard_version_fkey FOREIGN KEY (tenant_id, scorecard_version) REFERENCES public.scorecards(tenant_id, version);

ALTER TABLE ONLY public.quality_steps
    ADD CONSTRAINT quality_steps_done_by_fkey FOREIGN KEY (done_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.quality_steps
    ADD CONSTRAINT quality_steps_talk_id_fkey FOREIGN KEY (talk_id) REFERENCES public.quality_talks(id);

ALTER TABLE ONLY public.quality_steps
    ADD CONSTRAINT quality_steps_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.quality_talks
    ADD CONSTRAINT quality_talks_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.quality_talks
    ADD CONSTRAINT quality_talks_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.quality_talks
    ADD CONSTRAINT quality_talks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.question_cards
    ADD CONSTRAINT question_cards_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.queue_settings
    ADD CONSTRAINT queue_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.recording_alarms
    ADD CONSTRAINT recording_alarms_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.recording_deletions
    ADD CONSTRAINT recording_deletions_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.recording_deletions
    ADD CONSTRAINT recording_deletions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.recording_deletions
    ADD CONSTRAINT recording_deletions_recording_id_fkey FOREIGN KEY (recording_id) REFERENCES public.recordings(id);

ALTER TABLE ONLY public.recording_deletions
    ADD CONSTRAINT recording_deletions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.recording_holds
    ADD CONSTRAINT recording_holds_placed_by_fkey FOREIGN KEY (placed_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.recording_holds
    ADD CONSTRAINT recording_holds_released_by_fkey FOREIGN KEY (released_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.recording_holds
    ADD CONSTRAINT recording_holds_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.recording_keys
    ADD CONSTRAINT recording_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.recording_listenings
    ADD CONSTRAINT recording_listenings_recording_id_fkey FOREIGN KEY (recording_id) REFERENCES public.recordings(id);

ALTER TABLE ONLY public.recording_listenings
    ADD CONSTRAINT recording_listenings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.recording_listenings
    ADD CONSTRAINT recording_listenings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.recording_policies
    ADD CONSTRAINT recording_policies_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.recordings
    ADD CONSTRAINT recordings_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.recordings
    ADD CONSTRAINT recordings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.region_neighbours
    ADD CONSTRAINT region_neighbours_neighbour_code_fkey FOREIGN KEY (neighbour_code) REFERENCES public.regions(code);

ALTER TABLE ONLY public.region_neighbours
    ADD CONSTRAINT region_neighbours_regency_code_fkey FOREIGN KEY (regency_code) REFERENCES public.regions(code);

ALTER TABLE ONLY public.regions
    ADD CONSTRAINT regions_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES public.regions(code);

ALTER TABLE ONLY public.response_acts
    ADD CONSTRAINT response_acts_link_id_fkey FOREIGN KEY (link_id) REFERENCES public.response_links(id);

ALTER TABLE ONLY public.response_acts
    ADD CONSTRAINT response_acts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.response_links
    ADD CONSTRAINT response_links_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES public.assignments(id);

ALTER TABLE ONLY public.response_links
    ADD CONSTRAINT response_links_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES public.duty_contacts(id);

ALTER TABLE ONLY public.response_links
    ADD CONSTRAINT response_links_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.response_links
    ADD CONSTRAINT response_links_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.roster_alarms
    ADD CONSTRAINT roster_alarms_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.roster_settings
    ADD CONSTRAINT roster_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.rota_tellings
    ADD CONSTRAINT rota_tellings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.rota_tellings
    ADD CONSTRAINT rota_tellings_told_by_fkey FOREIGN KEY (told_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.rota_tellings
    ADD CONSTRAINT rota_tellings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.routing_rules
    ADD CONSTRAINT routing_rules_district_code_fkey FOREIGN KEY (district_code) REFERENCES public.regions(code);

ALTER TABLE ONLY public.routing_rules
    ADD CONSTRAINT routing_rules_incident_type_id_fkey FOREIGN KEY (incident_type_id) REFERENCES public.incident_types(id);

ALTER TABLE ONLY public.routing_rules
    ADD CONSTRAINT routing_rules_lead_agency_id_fkey FOREIGN KEY (lead_agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.routing_rules
    ADD CONSTRAINT routing_rules_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.routing_rules
    ADD CONSTRAINT routing_rules_village_code_fkey FOREIGN KEY (village_code) REFERENCES public.regions(code);

ALTER TABLE ONLY public.scorecards
    ADD CONSTRAINT scorecards_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.server_holds
    ADD CONSTRAINT server_holds_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.server_holds
    ADD CONSTRAINT server_holds_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.setting_versions
    ADD CONSTRAINT setting_versions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.shifts
    ADD CONSTRAINT shifts_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.shifts
    ADD CONSTRAINT shifts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.shifts
    ADD CONSTRAINT shifts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.silent_settings
    ADD CONSTRAINT silent_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.simulation_runs
    ADD CONSTRAINT simulation_runs_by_user_fkey FOREIGN KEY (by_user) REFERENCES public.users(id);

ALTER TABLE ONLY public.simulation_runs
    ADD CONSTRAINT simulation_runs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.surge_broadcasts
    ADD CONSTRAINT surge_broadcasts_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.surge_broadcasts
    ADD CONSTRAINT surge_broadcasts_surge_id_fkey FOREIGN KEY (surge_id) REFERENCES public.surges(id);

ALTER TABLE ONLY public.surge_broadcasts
    ADD CONSTRAINT surge_broadcasts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.surge_link_items
    ADD CONSTRAINT surge_link_items_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.surge_link_items
    ADD CONSTRAINT surge_link_items_link_id_fkey FOREIGN KEY (link_id) REFERENCES public.surge_links(id);

ALTER TABLE ONLY public.surge_link_items
    ADD CONSTRAINT surge_link_items_merge_id_fkey FOREIGN KEY (merge_id) REFERENCES public.incident_merges(id);

ALTER TABLE ONLY public.surge_link_items
    ADD CONSTRAINT surge_link_items_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.surge_links
    ADD CONSTRAINT surge_links_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.surge_links
    ADD CONSTRAINT surge_links_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.surge_links
    ADD CONSTRAINT surge_links_surge_id_fkey FOREIGN KEY (surge_id) REFERENCES public.surges(id);

ALTER TABLE ONLY public.surge_links
    ADD CONSTRAINT surge_links_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.surge_links
    ADD CONSTRAINT surge_links_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.surge_templates
    ADD CONSTRAINT surge_templates_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.surge_told
    ADD CONSTRAINT surge_told_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.surge_told
    ADD CONSTRAINT surge_told_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.surge_told
    ADD CONSTRAINT surge_told_broadcast_id_fkey FOREIGN KEY (broadcast_id) REFERENCES public.surge_broadcasts(id);

ALTER TABLE ONLY public.surge_told
    ADD CONSTRAINT surge_told_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.surges
    ADD CONSTRAINT surges_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.surges
    ADD CONSTRAINT surges_started_by_fkey FOREIGN KEY (started_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.surges
    ADD CONSTRAINT surges_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.telling_settings
    ADD CONSTRAINT telling_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.test_calls
    ADD CONSTRAINT test_calls_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.test_calls
    ADD CONSTRAINT test_calls_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.track_acts
    ADD CONSTRAINT track_acts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.track_acts
    ADD CONSTRAINT track_acts_track_id_fkey FOREIGN KEY (track_id) REFERENCES public.caller_tracks(id);

ALTER TABLE ONLY public.typed_words
    ADD CONSTRAINT typed_words_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.typed_words
    ADD CONSTRAINT typed_words_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.typed_words
    ADD CONSTRAINT typed_words_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.unit_alarms
    ADD CONSTRAINT unit_alarms_acknowledged_by_fkey FOREIGN KEY (acknowledged_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.unit_alarms
    ADD CONSTRAINT unit_alarms_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.unit_alarms
    ADD CONSTRAINT unit_alarms_unit_assignment_id_fkey FOREIGN KEY (unit_assignment_id) REFERENCES public.unit_assignments(id);

ALTER TABLE ONLY public.unit_alarms
    ADD CONSTRAINT unit_alarms_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.units(id);

ALTER TABLE ONLY public.unit_assignments
    ADD CONSTRAINT unit_assignments_assigned_by_fkey FOREIGN KEY (assigned_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.unit_assignments
    ADD CONSTRAINT unit_assignments_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES public.assignments(id);

ALTER TABLE ONLY public.unit_assignments
    ADD CONSTRAINT unit_assignments_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incidents(id);

ALTER TABLE ONLY public.unit_assignments
    ADD CONSTRAINT unit_assignments_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.unit_assignments
    ADD CONSTRAINT unit_assignments_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.units(id);

ALTER TABLE ONLY public.unit_figures
    ADD CONSTRAINT unit_figures_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.unit_members
    ADD CONSTRAINT unit_members_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.unit_members
    ADD CONSTRAINT unit_members_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.units(id);

ALTER TABLE ONLY public.unit_members
    ADD CONSTRAINT unit_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.unit_places
    ADD CONSTRAINT unit_places_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.unit_places
    ADD CONSTRAINT unit_places_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.units(id);

ALTER TABLE ONLY public.unit_positions
    ADD CONSTRAINT unit_positions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.unit_positions
    ADD CONSTRAINT unit_positions_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.units(id);

ALTER TABLE ONLY public.unit_statuses
    ADD CONSTRAINT unit_statuses_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.unit_statuses
    ADD CONSTRAINT unit_statuses_unit_assignment_id_fkey FOREIGN KEY (unit_assignment_id) REFERENCES public.unit_assignments(id);

ALTER TABLE ONLY public.unit_statuses
    ADD CONSTRAINT unit_statuses_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.units(id);

ALTER TABLE ONLY public.unit_statuses
    ADD CONSTRAINT unit_statuses_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.units
    ADD CONSTRAINT units_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.units
    ADD CONSTRAINT units_current_id_fkey FOREIGN KEY (current_id) REFERENCES public.unit_assignments(id);

ALTER TABLE ONLY public.units
    ADD CONSTRAINT units_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agencies(id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.wait_acknowledgements
    ADD CONSTRAINT wait_acknowledgements_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id);

ALTER TABLE ONLY public.wait_acknowledgements
    ADD CONSTRAINT wait_acknowledgements_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.wait_acknowledgements
    ADD CONSTRAINT wait_acknowledgements_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.wave_notes
    ADD CONSTRAINT wave_notes_by_user_fkey FOREIGN KEY (by_user) REFERENCES public.users(id);

ALTER TABLE ONLY public.wave_notes
    ADD CONSTRAINT wave_notes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.wave_notes
    ADD CONSTRAINT wave_notes_wave_id_fkey FOREIGN KEY (wave_id) REFERENCES public.waves(id);

ALTER TABLE ONLY public.waves
    ADD CONSTRAINT waves_acknowledged_by_fkey FOREIGN KEY (acknowledged_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.waves
    ADD CONSTRAINT waves_district_code_fkey FOREIGN KEY (district_code) REFERENCES public.regions(code);

ALTER TABLE ONLY public.waves
    ADD CONSTRAINT waves_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES public.webhooks(id);

ALTER TABLE ONLY public.webhooks
    ADD CONSTRAINT webhooks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE public.access_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agencies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agency_alerting ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agency_answer_reminders ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agency_answer_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agency_briefs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agency_covers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agency_explanations ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agency_outages ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agency_units ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.areas ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.assignment_alerts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.assignment_ladders ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.assignments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attendance_corrections ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_days ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_hearings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audits ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.boundaries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.calendar_feeds ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_hints ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_judgements ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_legs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_offers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_parties ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_signs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_silent_steps ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_supervisions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_case_appeals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_case_entries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_case_lanes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_case_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_cases ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_links ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_message_looks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_messages ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_note_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_numbers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_places ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_ratings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_task_tries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_tasks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_tellings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.caller_tracks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.calls ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.campaign_photo_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.campaign_photos ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.campaigns ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.canaries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.card_answers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.card_runs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.card_words ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.carrier_calls ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.carrier_windows ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.case_pack_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.case_packs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cell_import_rows ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cell_imports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cell_sites ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.chain_heads ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.channel_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.clocks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.closing_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.crests ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.deadlines ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.desk_checks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.desk_messages ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.desk_phones ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.directory_entries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.drill_alerts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.drill_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.drills ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.duty_call_words ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.duty_calls ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.duty_contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.event_seals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.events ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.field_actions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.finished_jobs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.follow_up_notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.follow_up_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.follow_up_tries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.follow_ups ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.geo_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.goal_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.handovers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.hint_orders ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.history_batches ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.history_rows ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.history_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.idempotency_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_attachments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_calls ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_changes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_exports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_followers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_handlers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_merges ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_particulars ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_presences ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_routings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_types ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_views ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incidents ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ladders ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.landmarks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.leaves ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.leg_sounds ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.line_secrets ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lines ENABLE ROW LEVEL SECURITY;

CREATE POLICY machinery ON public.access_log TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.agencies TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.agency_alerting TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.agency_answer_reminders TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.agency_answer_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.agency_briefs TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.agency_covers TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.agency_explanations TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.agency_outages TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.agency_units TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.areas TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.assignment_alerts TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.assignment_ladders TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.assignments TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.attendance_corrections TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.audit_days TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.audit_hearings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.audit_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.audits TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.boundaries TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.calendar_feeds TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.call_hints TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.call_judgements TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.call_legs TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.call_offers TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.call_parties TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.call_signs TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.call_silent_steps TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.call_supervisions TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_case_appeals TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_case_entries TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_case_lanes TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_case_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_cases TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_links TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_message_looks TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_messages TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_note_versions TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_notes TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_numbers TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_places TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_ratings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_task_tries TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_tasks TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_tellings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.caller_tracks TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.calls TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.campaign_photo_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.campaign_photos TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.campaigns TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.canaries TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.card_answers TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.card_runs TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.card_words TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.carrier_calls TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.carrier_windows TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.case_pack_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.case_packs TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.cell_import_rows TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.cell_imports TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.cell_sites TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.chain_heads TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.channel_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.clocks TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.closing_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.crests TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.deadlines TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.desk_checks TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.desk_messages TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.desk_phones TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.directory_entries TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.drill_alerts TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.drill_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.drills TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.duty_call_words TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.duty_calls TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.duty_contacts TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.event_seals TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.events TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.field_actions TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.finished_jobs TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.follow_up_notes TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.follow_up_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.follow_up_tries TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.follow_ups TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.geo_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.goal_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.handovers TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.hint_orders TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.history_batches TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.history_rows TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.history_versions TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.idempotency_keys TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.incident_attachments TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.incident_calls TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.incident_changes TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.incident_exports TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.incident_followers TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.incident_handlers TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.incident_merges TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.incident_notes TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.incident_particulars TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.incident_presences TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.incident_routings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.incident_types TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.incident_views TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.incidents TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.ladders TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.landmarks TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.leaves TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.leg_sounds TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.line_secrets TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.lines TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.masked_call_numbers TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.masked_calls TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.meeting_attendees TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.meeting_items TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.meetings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.merged_assignments TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.message_attempts TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.message_words TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.messages TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.month_locks TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.note_mentions TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.number_series TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.obstacle_actions TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.obstacle_comments TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.obstacle_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.obstacles TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.outside_offers TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.place_agreements TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.place_imports TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.place_layers TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.presence_orders TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.presences TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.prompts TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.push_subscriptions TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.quality_hearings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.quality_months TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.quality_samples TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.quality_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.quality_sheets TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.quality_steps TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.quality_talks TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.question_cards TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.queue_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.recording_alarms TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.recording_deletions TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.recording_holds TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.recording_keys TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.recording_listenings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.recording_policies TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.recordings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.response_acts TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.response_links TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.roster_alarms TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.roster_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.rota_tellings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.routing_rules TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.scorecards TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.server_holds TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.sessions TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.setting_versions TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.shifts TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.silent_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.simulation_runs TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.surge_broadcasts TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.surge_link_items TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.surge_links TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.surge_templates TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.surge_told TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.surges TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.telling_settings TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.tenants TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.test_calls TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.track_acts TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.typed_words TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.unit_alarms TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.unit_assignments TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.unit_figures TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.unit_members TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.unit_places TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.unit_positions TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.unit_statuses TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.units TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.users TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.wait_acknowledgements TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.wave_notes TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.waves TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.webhook_deliveries TO sigap_system USING (true) WITH CHECK (true);

CREATE POLICY machinery ON public.webhooks TO sigap_system USING (true) WITH CHECK (true);

ALTER TABLE public.masked_call_numbers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.masked_calls ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.meeting_attendees ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.meeting_items ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.meetings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.merged_assignments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.message_attempts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.message_words ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.messages ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.month_locks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.note_mentions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.number_series ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.obstacle_actions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.obstacle_comments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.obstacle_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.obstacles ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.outside_offers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.place_agreements ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.place_imports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.place_layers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.presence_orders ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.presences ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.prompts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.push_subscriptions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.quality_hearings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.quality_months ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.quality_samples ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.quality_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.quality_sheets ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.quality_steps ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.quality_talks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.question_cards ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.queue_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.recording_alarms ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.recording_deletions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.recording_holds ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.recording_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.recording_listenings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.recording_policies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.recordings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.response_acts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.response_links ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.roster_alarms ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.roster_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.rota_tellings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.routing_rules ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scorecards ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.server_holds ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.setting_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.shifts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.silent_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.simulation_runs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.surge_broadcasts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.surge_link_items ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.surge_links ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.surge_templates ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.surge_told ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.surges ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.telling_settings ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_only ON public.access_log TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.agencies TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.agency_alerting TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.agency_answer_reminders TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.agency_answer_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.agency_briefs TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.agency_covers TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.agency_explanations TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.agency_outages TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.agency_units TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.areas TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.assignment_alerts TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.assignment_ladders TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.assignments TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.attendance_corrections TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.audit_days TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.audit_hearings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.audit_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.audits TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.boundaries TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.calendar_feeds TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.call_hints TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.call_judgements TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.call_legs TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.call_offers TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.call_parties TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.call_signs TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.call_silent_steps TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.call_supervisions TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_case_appeals TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_case_entries TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_case_lanes TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_case_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_cases TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_links TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_message_looks TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_messages TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_note_versions TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_notes TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_numbers TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_places TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_ratings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_task_tries TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_tasks TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_tellings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.caller_tracks TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.calls TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.campaign_photo_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.campaign_photos TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.campaigns TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.canaries TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.card_answers TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.card_runs TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.card_words TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.carrier_calls TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.carrier_windows TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.case_pack_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.case_packs TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.cell_import_rows TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.cell_imports TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.cell_sites TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.chain_heads TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.channel_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.clocks TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.closing_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.crests TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.deadlines TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.desk_checks TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.desk_messages TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.desk_phones TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.directory_entries TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.drill_alerts TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.drill_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.drills TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.duty_call_words TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.duty_calls TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.duty_contacts TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.event_seals TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.events TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.field_actions TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.finished_jobs TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.follow_up_notes TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.follow_up_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.follow_up_tries TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.follow_ups TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.geo_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.goal_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.handovers TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.hint_orders TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.history_batches TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.history_rows TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.history_versions TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.idempotency_keys TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.incident_attachments TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.incident_calls TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.incident_changes TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.incident_exports TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.incident_followers TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.incident_handlers TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.incident_merges TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.incident_notes TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.incident_particulars TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.incident_presences TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.incident_routings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.incident_types TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.incident_views TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.incidents TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.ladders TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.landmarks TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.leaves TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.leg_sounds TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.line_secrets TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.lines TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.masked_call_numbers TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.masked_calls TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.meeting_attendees TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.meeting_items TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.meetings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.merged_assignments TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.message_attempts TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.message_words TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.messages TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.month_locks TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.note_mentions TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.number_series TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.obstacle_actions TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.obstacle_comments TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.obstacle_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.obstacles TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.outside_offers TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.place_agreements TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.place_imports TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.place_layers TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.presence_orders TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.presences TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.prompts TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.push_subscriptions TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.quality_hearings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.quality_months TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.quality_samples TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.quality_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.quality_sheets TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.quality_steps TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.quality_talks TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.question_cards TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.queue_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.recording_alarms TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.recording_deletions TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.recording_holds TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.recording_keys TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.recording_listenings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.recording_policies TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.recordings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.response_acts TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.response_links TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.roster_alarms TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.roster_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.rota_tellings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.routing_rules TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.scorecards TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.server_holds TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.sessions TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.setting_versions TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.shifts TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.silent_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.simulation_runs TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.surge_broadcasts TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.surge_link_items TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.surge_links TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.surge_templates TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.surge_told TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.surges TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.telling_settings TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.tenants TO sigap_app USING ((id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.test_calls TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.track_acts TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.typed_words TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.unit_alarms TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.unit_assignments TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.unit_figures TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.unit_members TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.unit_places TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.unit_positions TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.unit_statuses TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.units TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.users TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.wait_acknowledgements TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.wave_notes TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.waves TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.webhook_deliveries TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

CREATE POLICY tenant_only ON public.webhooks TO sigap_app USING ((tenant_id = (current_setting('sigap.tenant'::text))::uuid)) WITH CHECK ((tenant_id = (current_setting('sigap.tenant'::text))::uuid));

ALTER TABLE public.tenants ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.test_calls ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.track_acts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.typed_words ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.unit_alarms ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.unit_assignments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.unit_figures ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.unit_members ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.unit_places ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.unit_positions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.unit_statuses ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.units ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.wait_acknowledgements ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.wave_notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.waves ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.webhook_deliveries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.webhooks ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA public TO sigap_app;
GRANT USAGE ON SCHEMA public TO sigap_system;

REVOKE ALL ON FUNCTION public.enqueue_job(task text, payload json, run_at timestamp with time zone, job_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.enqueue_job(task text, payload json, run_at timestamp with time zone, job_key text) TO sigap_app;
GRANT ALL ON FUNCTION public.enqueue_job(task text, payload json, run_at timestamp with time zone, job_key text) TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agencies TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.assignments TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.assignments TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incident_notes TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incident_notes TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incident_particulars TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incident_particulars TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incident_types TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incident_types TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incidents TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incidents TO sigap_system;

GRANT SELECT ON TABLE public.regions TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.regions TO sigap_system;

REVOKE ALL ON FUNCTION public.incidents_with_word(word text, only_agency uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.incidents_with_word(word text, only_agency uuid) TO sigap_app;
GRANT ALL ON FUNCTION public.incidents_with_word(word text, only_agency uuid) TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.access_log TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.access_log TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agency_alerting TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agency_alerting TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.agency_answer_reminders TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.agency_answer_reminders TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.agency_answer_settings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.agency_answer_settings TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.agency_briefs TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.agency_briefs TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agency_covers TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agency_covers TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.agency_explanations TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.agency_explanations TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.agency_outages TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.agency_outages TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.agency_units TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.agency_units TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.areas TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.areas TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.assignment_alerts TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.assignment_alerts TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.assignment_ladders TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.assignment_ladders TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.attendance_corrections TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.attendance_corrections TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.audit_days TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.audit_days TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.audit_hearings TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.audit_hearings TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.audit_settings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.audit_settings TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.audits TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.audits TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.boundaries TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.boundaries TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.calendar_feeds TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.calendar_feeds TO sigap_system;

GRANT SELECT,INSERT,DELETE ON TABLE public.call_hints TO sigap_app;
GRANT SELECT,INSERT,DELETE ON TABLE public.call_hints TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.call_judgements TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.call_judgements TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_legs TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_legs TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_offers TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_offers TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_parties TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_parties TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.call_signs TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.call_signs TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.call_silent_steps TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.call_silent_steps TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.call_supervisions TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.call_supervisions TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_case_appeals TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_case_appeals TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_case_entries TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_case_entries TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_case_lanes TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_case_lanes TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_case_settings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_case_settings TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_cases TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_cases TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_links TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_links TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_message_looks TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_message_looks TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_messages TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_messages TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_note_versions TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_note_versions TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_notes TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_notes TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_numbers TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_numbers TO sigap_system;

GRANT SELECT,INSERT,DELETE ON TABLE public.caller_places TO sigap_app;
GRANT SELECT,INSERT,DELETE ON TABLE public.caller_places TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_ratings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_ratings TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.caller_task_tries TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.caller_task_tries TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_tasks TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_tasks TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_tellings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_tellings TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_tracks TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.caller_tracks TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.calls TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.calls TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.campaign_photo_settings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.campaign_photo_settings TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.campaign_photos TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.campaign_photos TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.campaigns TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.campaigns TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.canaries TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.canaries TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.card_answers TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.card_answers TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.card_runs TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.card_runs TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.card_words TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.card_words TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.carrier_calls TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.carrier_calls TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.carrier_windows TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.carrier_windows TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.case_pack_settings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.case_pack_settings TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.case_packs TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.case_packs TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.cel_positions TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.cell_import_rows TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.cell_import_rows TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.cell_imports TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.cell_imports TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.cell_sites TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.cell_sites TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.chain_heads TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.chain_heads TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.channel_settings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.channel_settings TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.clocks TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.clocks TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.closing_settings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.closing_settings TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.crests TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.crests TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deadlines TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deadlines TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.desk_checks TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.desk_checks TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.desk_messages TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.desk_messages TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.desk_phones TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.desk_phones TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.directory_entries TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.directory_entries TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.drill_alerts TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.drill_alerts TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.drill_settings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.drill_settings TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.drills TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.drills TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.duty_call_words TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.duty_call_words TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.duty_calls TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.duty_calls TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.duty_contacts TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.duty_contacts TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.event_seals TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.event_seals TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.events TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.events TO sigap_system;

GRANT SELECT,INSERT,DELETE ON TABLE public.field_actions TO sigap_app;
GRANT SELECT,INSERT,DELETE ON TABLE public.field_actions TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.finished_jobs TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.finished_jobs TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.follow_up_notes TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.follow_up_notes TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.follow_up_settings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.follow_up_settings TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.follow_up_tries TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.follow_up_tries TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.follow_ups TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.follow_ups TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.geo_settings TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.geo_settings TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.goal_settings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.goal_settings TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.handovers TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.handovers TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.hint_orders TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.hint_orders TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.history_batches TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.history_batches TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.history_rows TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.history_rows TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.history_versions TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.history_versions TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency_keys TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency_keys TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.incident_attachments TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.incident_attachments TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incident_calls TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incident_calls TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.incident_changes TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.incident_changes TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incident_exports TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incident_exports TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.incident_followers TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.incident_followers TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.incident_handlers TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.incident_handlers TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.incident_merges TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.incident_merges TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incident_presences TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incident_presences TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.incident_routings TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.incident_routings TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incident_views TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incident_views TO sigap_system;

GRANT SELECT ON TABLE public.installation TO sigap_app;
GRANT SELECT ON TABLE public.installation TO sigap_system;

GRANT SELECT ON TABLE public.knocks TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knocks TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.ladders TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.ladders TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.landmarks TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.landmarks TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.leaves TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.leaves TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.leg_sounds TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.leg_sounds TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.line_secrets TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.line_secrets TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lines TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lines TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.masked_call_numbers TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.masked_call_numbers TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.masked_calls TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.masked_calls TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.meeting_attendees TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.meeting_attendees TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.meeting_items TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.meeting_items TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.meetings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.meetings TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.merged_assignments TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.merged_assignments TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.message_attempts TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.message_attempts TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.message_words TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.message_words TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.messages TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.messages TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.month_locks TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.month_locks TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.note_mentions TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.note_mentions TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.number_series TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.number_series TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.obstacle_actions TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.obstacle_actions TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.obstacle_comments TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.obstacle_comments TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.obstacle_settings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.obstacle_settings TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.obstacles TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.obstacles TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outside_offers TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outside_offers TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.place_agreements TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.place_agreements TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.place_imports TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.place_imports TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.place_layers TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.place_layers TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.presence_orders TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.presence_orders TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.presences TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.presences TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.prompts TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.prompts TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.push_subscriptions TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.push_subscriptions TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.quality_hearings TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.quality_hearings TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.quality_months TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.quality_months TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.quality_samples TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.quality_samples TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.quality_settings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.quality_settings TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.quality_sheets TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.quality_sheets TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.quality_steps TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.quality_steps TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.quality_talks TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.quality_talks TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.question_cards TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.question_cards TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.queue_settings TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.queue_settings TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recording_alarms TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recording_alarms TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recording_deletions TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recording_deletions TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recording_holds TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recording_holds TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recording_keys TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recording_keys TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recording_listenings TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recording_listenings TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recording_policies TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recording_policies TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recordings TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recordings TO sigap_system;

GRANT SELECT ON TABLE public.region_neighbours TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.region_neighbours TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.response_acts TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.response_acts TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.response_links TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.response_links TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.roster_alarms TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.roster_alarms TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.roster_settings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.roster_settings TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.rota_tellings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.rota_tellings TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.routing_rules TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.routing_rules TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.scorecards TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.scorecards TO sigap_system;

GRANT SELECT,UPDATE ON TABLE public.sealer_position TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.security_log_positions TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.server_holds TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.server_holds TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.setting_versions TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.setting_versions TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.shifts TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.shifts TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.silent_settings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.silent_settings TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.simulation_runs TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.simulation_runs TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.surge_broadcasts TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.surge_broadcasts TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.surge_link_items TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.surge_link_items TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.surge_links TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.surge_links TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.surge_templates TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.surge_templates TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.surge_told TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.surge_told TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.surges TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.surges TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.telephony_processes TO sigap_system;
GRANT SELECT ON TABLE public.telephony_processes TO sigap_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.telling_settings TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.telling_settings TO sigap_system;

GRANT SELECT,UPDATE ON TABLE public.tenants TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.tenants TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.test_calls TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.test_calls TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.track_acts TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.track_acts TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.typed_words TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.typed_words TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.unit_alarms TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.unit_alarms TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.unit_assignments TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.unit_assignments TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.unit_figures TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.unit_figures TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.unit_members TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.unit_members TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.unit_places TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.unit_places TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.unit_positions TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.unit_positions TO sigap_system;

GRANT SELECT,INSERT ON TABLE public.unit_statuses TO sigap_app;
GRANT SELECT,INSERT ON TABLE public.unit_statuses TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.units TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.units TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.users TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.users TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.wait_acknowledgements TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.wait_acknowledgements TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.wave_notes TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.wave_notes TO sigap_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.waves TO sigap_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.waves TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhook_deliveries TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhook_deliveries TO sigap_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhooks TO sigap_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhooks TO sigap_system;
