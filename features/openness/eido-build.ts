import type { AssignmentState } from '#features/dispatch/assignment.ts';
import type { UnitKind, UnitStatus } from '#features/dispatch/unit.ts';
import type { IncidentView } from '#features/incidents/contract.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { Eido } from './eido.ts';
import { pidfOf } from './eido-location.ts';
import {
  eidoDispositionOf,
  eidoPriorityOf,
  eidoResourceType,
  eidoStatusesOf,
  eidoTypeOf,
  eidoUnitStatus,
  responderOf,
} from './eido-registries.ts';

export interface EidoAgency {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly phone: string | null;
  readonly medical: boolean;
}
export interface EidoAssignment {
  readonly id: string;
  readonly agency: EidoAgency;
  readonly state: AssignmentState;
  readonly reason: string | null;
  readonly at: Instant;
}
export interface EidoUnit {
  readonly id: string;
  readonly assignmentId: string;
  readonly agencyId: string;
  readonly callSign: string;
  readonly kind: UnitKind;
  readonly skills: readonly string[];
  readonly status: UnitStatus;
  readonly at: Instant;
}
export interface EidoCall {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  readonly purpose: string;
  readonly arrivedAt: Instant;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
}
/** Everything that one EIDO is made of, as this reader may see it. */
export interface EidoParts {
  readonly incident: IncidentView;
  readonly centre: EidoAgency;
  /** The domain that makes our ids unique among all systems. */
  readonly domain: string;
  readonly regency: string;
  readonly province: string;
  readonly at: Instant;
  readonly assignments: readonly EidoAssignment[];
  readonly units: readonly EidoUnit[];
  readonly calls: readonly EidoCall[];
  readonly notes: readonly {
    readonly id: string;
    readonly assignmentId: string | null;
    readonly text: string;
    readonly at: Instant;
  }[];
  readonly relatives: readonly {
    readonly id: string;
    readonly relation: 'replaces' | 'replaced_by' | 'parent' | 'child';
  }[];
}

/** One incident as an EIDO: pure, so that any incident can be tried. */
export function eidoOf(parts: EidoParts): Eido {
  const { incident, domain, at, centre } = parts;
  const agencies = new Map([centre, ...parts.assignments.map(({ agency }) => agency)].map((one) => [one.id, one]));
  const by = { $ref: agencyId(centre.id, domain) };
  const prologue = (id: string, updated: Instant) => ({
    $id: id,
    lastUpdateTimeStamp: updated,
    updatedByAgencyReference: by,
  });
  const related = relativesOf(parts, prologue);
  return {
    ...prologue(incidentUrn(incident.id, domain), at),
    eidoVersion: '1.0',
    issuingElementIdentification: domain,
    incidentComponent: incidentOf(parts, prologue),
    ...callsOf(parts, prologue),
    dispatchComponent: parts.assignments.map((one) => ({
      ...prologue(`${one.id}@${domain}`, one.at),
      agencyReference: { $ref: agencyId(one.agency.id, domain) },
      emergencyResourceReference: refs(
        parts.units.filter(({ assignmentId }) => assignmentId === one.id),
        domain,
      ),
      notesReference: refs(
        parts.notes.filter(({ assignmentId }) => assignmentId === one.id),
        domain,
      ),
    })),
    notesComponent: [
      ...(incident.description === null
        ? []
        : [{ id: `description-${incident.id}`, text: incident.description, at: incident.reportedAt }]),
      ...parts.notes,
    ].map((note) => ({ ...prologue(`${note.id}@${domain}`, note.at), notesActionComments: asHtml(note.text) })),
    ...unitsOf(parts, prologue),
    agencyComponent: [...agencies.values()].map((one) => ({
      ...prologue(agencyId(one.id, domain), at),
      agencyRoleDescriptionRegistryText: one.id === centre.id ? ['CallReceiving', 'Dispatching'] : ['Dispatched'],
      agencyType: [responderOf(one)],
      agencyJcard: jcardOf(one),
      incidentOwningAgencyIndicator: one.id === centre.id,
    })),
    locationComponent: locationsOf(parts, prologue),
    ...related,
    '@context': { '@vocab': './JSON-LD_Contexts/EmergencyIncidentDataObjectType.jsonld' },
  };
}

type Prologue = (
  id: string,
  at: Instant,
) => {
  readonly $id: string;
  readonly lastUpdateTimeStamp: Instant;
  readonly updatedByAgencyReference: { readonly $ref: string };
};

const agencyId = (id: string, domain: string) => `${id}@${domain}`;
const incidentUrn = (id: string, domain: string) => `urn:emergency:uid:incidentid:${id}:${domain}`;
const callUrn = (id: string, domain: string) => `urn:emergency:uid:callid:${id}:${domain}`;
const refs = (found: readonly { readonly id: string }[], domain: string) =>
  found.map(({ id }) => ({ $ref: `${id}@${domain}` }));
const isPlaced = ({ point, placeText, landmark, village }: IncidentView) =>
  [point, placeText, landmark, village].some((one) => one !== null);
const hasCaller = ({ caller }: IncidentView) => caller.level === 'full' || caller.level === 'first_name';

function incidentOf(parts: EidoParts, prologue: Prologue): Eido['incidentComponent'] {
  const { incident, domain, at, assignments } = parts;
  const description = incident.description === null ? [] : [{ $ref: `description-${incident.id}@${domain}` }];
  return {
    ...prologue(`${incident.id}@${domain}`, at),
    incidentTypeInternalCode: incident.type?.code ?? 'UNKNOWN',
    incidentTypeInternalText: incident.type?.name.id ?? '',
    incidentTypeCommonRegistryText: eidoTypeOf(incident.type),
    incidentStatusInternalText: [incident.state],
    incidentStatusCommonRegistryText: eidoStatusesOf({
      state: incident.state,
      isReopened: incident.reopenedCount > 0,
      assignments: assignments.map(({ state }) => state),
    }),
    internalIncidentId: String(incident.number),
    ...(incident.priority === null
      ? {}
      : {
          incidentPriorityInternalText: incident.priority,
          incidentCommonPriorityNumber: eidoPriorityOf(incident.priority),
        }),
    locationReference: isPlaced(incident) ? [{ $ref: `location-${incident.id}@${domain}` }] : [],
    personReference: hasCaller(incident) ? [{ $ref: `caller-${incident.id}@${domain}` }] : [],
    notesReference: [
      ...description,
      ...refs(
        parts.notes.filter(({ assignmentId }) => assignmentId === null),
        domain,
      ),
    ],
    dispositionComponent: assignments.flatMap((one) => {
      const code = eidoDispositionOf(one.state);
      if (code === null) return [];
      return [
        {
          ...prologue(`disposition-${one.id}@${domain}`, one.at),
          dispositionCommonRegistryCode: code,
          dispositionPrimaryIndicator: true,
          dispositionDescriptionText: [one.agency.code, one.state, one.reason]
            .filter((word) => word !== null)
            .join(' '),
        },
      ];
    }),
  };
}

/** Calls, and the caller as far as this reader sees them: a masked name or number is left out, for it would be taken for a real one. */
function callsOf(
  { incident, domain, at, calls }: EidoParts,
  prologue: Prologue,
): Pick<Eido, 'callComponent' | 'callbackComponent' | 'personComponent'> {
  const { caller } = incident;
  const tel = caller.level === 'full' ? telUri(caller.number) : null;
  const back = tel === null ? {} : { callBackReference: { $ref: `callback-${incident.id}@${domain}` } };
  const person = { $ref: `caller-${incident.id}@${domain}` };
  const isKnown = hasCaller(incident);
  return {
    callComponent: calls.map((call) => ({
      ...prologue(callUrn(call.id, domain), call.endedAt ?? call.answeredAt ?? call.arrivedAt),
      standardPrimaryCallType: incident.priority === 'P4' ? 'nonEmergency' : 'emergency',
      direction: call.direction === 'inbound' ? 'incoming' : 'outgoing',
      callStartTimestamp: call.arrivedAt,
      ...(call.answeredAt === null ? {} : { answerDate: call.answeredAt }),
      callStateRegistryText:
        call.endedAt !== null ? 'callEnd' : call.answeredAt === null ? 'callBegin' : 'callAnswered',
      ...(call.direction === 'inbound' ? back : {}),
      ...(isKnown ? { personReference: [person] } : {}),
    })),
    callbackComponent:
      tel === null ? [] : [{ ...prologue(`callback-${incident.id}@${domain}`, at), callBackInformationUri: [tel] }],
    personComponent: isKnown
      ? [
          {
            ...prologue(person.$ref, at),
            personIncidentRoleRegistryText: ['Caller'],
            ...(caller.name === null
              ? {}
              : { ncPersonComponent: { name: [{ personFullName: [{ value: caller.name }] }] } }),
            callIdentifier: calls.map(({ id }) => callUrn(id, domain)),
            ...back,
          },
        ]
      : [],
  };
}

const telUri = (number: string | null) => {
  const digits = (number ?? '').replace(/[\s().-]/g, '');
  return /^\+?[0-9]+$/.test(digits) ? `tel:${digits}` : null;
};

/** The standard wants an agent with each resource; crews are not named outside the house, so it is the unit itself. */
function unitsOf(
  { units, domain }: EidoParts,
  prologue: Prologue,
): Pick<Eido, 'emergencyResourceComponent' | 'agentComponent'> {
  return {
    emergencyResourceComponent: units.map((unit) => ({
      ...prologue(`${unit.id}@${domain}`, unit.at),
      agentReference: [{ $ref: `crew-${unit.id}@${domain}` }],
      emergencyResourceTypeCommonRegistryText: eidoResourceType[unit.kind],
      emergencyResourceTypeInternalText: unit.kind,
      emergencyResourceName: unit.callSign,
      ...eidoUnitStatus[unit.status],
      resourceAttributeRegistryText: [],
      resourceAttributeInternalText: [...unit.skills],
    })),
    agentComponent: units.map((unit) => ({
      ...prologue(`crew-${unit.id}@${domain}`, unit.at),
      agentRoleRegistryText: ['Responding'],
      agencyReference: { $ref: agencyId(unit.agencyId, domain) },
    })),
  };
}

function locationsOf(
  { incident, regency, province, domain, at }: EidoParts,
  prologue: Prologue,
): Eido['locationComponent'] {
  if (!isPlaced(incident)) return [];
  const { village, point, placed, placeText, landmark } = incident;
  return [
    {
      ...prologue(`location-${incident.id}@${domain}`, at),
      locationTypeDescriptionRegistryText: 'CurrentIncident',
      locationByValue: pidfOf({
        entity: `pres:${incident.id}@${domain}`,
        ...{ province, regency, district: village?.districtName ?? null, village: village?.name ?? null },
        ...{
          landmark,
          text: placeText,
          point,
          accuracyM: placed?.accuracyM ?? null,
          source: placed?.source ?? null,
          at,
        },
      }),
      locationDescriptionText: [placeText, landmark, village?.name, village?.districtName].filter(Boolean).join(', '),
    },
  ];
}

function relativesOf(
  { relatives, domain, at }: EidoParts,
  prologue: Prologue,
): Pick<Eido, 'linkComponent' | 'mergeComponent'> {
  const tracking = (id: string) => ({ incidentTrackingIdentifier: incidentUrn(id, domain) });
  return {
    linkComponent: relatives.flatMap(({ id, relation }) =>
      relation === 'parent' || relation === 'child'
        ? [
            {
              ...prologue(`link-${id}@${domain}`, at),
              ...tracking(id),
              linkDirectionCode: relation === 'parent' ? ('PARENT' as const) : ('CHILD' as const),
            },
          ]
        : [],
    ),
    mergeComponent: relatives.flatMap(({ id, relation }) =>
      relation === 'replaces' || relation === 'replaced_by'
        ? [
            {
              ...prologue(`merge-${id}@${domain}`, at),
              ...tracking(id),
              incidentMergeDirectionCode: relation === 'replaces' ? ('REPLACING' as const) : ('REPLACED' as const),
            },
          ]
        : [],
    ),
  };
}

/** jCard of RFC 7095, as text. */
function jcardOf({ name, phone }: EidoAgency): string {
  const tel = telUri(phone);
  const lines: unknown[] = [
    ['version', {}, 'text', '4.0'],
    ['fn', {}, 'text', name],
    ['kind', {}, 'text', 'org'],
  ];
  return JSON.stringify(['vcard', tel === null ? lines : [...lines, ['tel', {}, 'uri', tel]]]);
}

/** Notes are HTML5 in the standard: what somebody typed must not become a tag. */
function asHtml(text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<p>${safe.replace(/\r?\n/g, '<br>')}</p>`;
}
