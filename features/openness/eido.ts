import { z } from 'zod';

/**
 * The Emergency Incident Data Object of NENA-STA-021.1b-2022 as far as we have something to say in it: its names, its references,
 * its registries (Appendix A, section 3). Shaped after the standard and checked against this schema; not certified by anybody.
 */
const id = z.string().min(1).max(200);
const when = z.iso.datetime({ offset: true });
const reference = z.strictObject({ $ref: id }).readonly();
const prologue = { $id: id, lastUpdateTimeStamp: when, updatedByAgencyReference: reference };

/** EIDO-IncidentStatus-Common. */
export const eidoStatuses = [
  'Active',
  'Cancelled',
  'Closed',
  'ReOpened',
  'ResourcesAssigned',
  'ResourcesEnroute',
  'ResourcesOnscene',
] as const;
/** EIDO-AgencyRole. */
export const eidoAgencyRoles = ['CallReceiving', 'Dispatching', 'Dispatched', 'Assisting', 'Informational'] as const;
/** EIDO-SecondaryUnitStatus-Common, those our eight meanings have a counterpart for. */
export const eidoUnitStatuses = [
  'Dispatched',
  'EnRoute',
  'OnScene',
  'Transporting',
  'Hospital',
  'BacktoAssignedArea',
  'InService',
  'OutofService',
] as const;

const disposition = z.strictObject({
  ...prologue,
  /** EIDO-CommonDispositionCode, two digits of APCO ANS 1.111.2. */
  dispositionCommonRegistryCode: z.string().regex(/^\d{2}$/),
  dispositionPrimaryIndicator: z.boolean(),
  dispositionDescriptionText: z.string(),
});

const incident = z.strictObject({
  ...prologue,
  incidentTypeInternalCode: z.string(),
  incidentTypeInternalText: z.string(),
  /** EIDO-IncidentType-Common, codes of APCO 2.103.2. */
  incidentTypeCommonRegistryText: z.string().regex(/^[A-Z0-9]{2,12}$/),
  incidentStatusInternalText: z.array(z.string()),
  incidentStatusCommonRegistryText: z.array(z.enum(eidoStatuses)),
  internalIncidentId: z.string(),
  incidentPriorityInternalText: z.string().optional(),
  incidentCommonPriorityNumber: z.int().optional(),
  locationReference: z.array(reference),
  personReference: z.array(reference),
  notesReference: z.array(reference),
  dispositionComponent: z.array(disposition),
});

const call = z.strictObject({
  ...prologue,
  standardPrimaryCallType: z.enum(['emergency', 'nonEmergency']),
  direction: z.enum(['incoming', 'outgoing', 'internal']),
  callStartTimestamp: when,
  answerDate: when.optional(),
  callStateRegistryText: z.enum(['callBegin', 'callAnswered', 'callEnd']),
  callBackReference: reference.optional(),
  personReference: z.array(reference).optional(),
});
const callback = z.strictObject({ ...prologue, callBackInformationUri: z.array(z.string().regex(/^tel:\+?[0-9]+$/)) });
const agency = z.strictObject({
  ...prologue,
  agencyRoleDescriptionRegistryText: z.array(z.enum(eidoAgencyRoles)).min(1),
  /** urn:emergency:service:responder without its prefix (RFC 8876 and IANA). */
  agencyType: z.array(z.string().regex(/^[a-z_.]+$/)).min(1),
  /** jCard (RFC 7095) as text. */
  agencyJcard: z.string(),
  incidentOwningAgencyIndicator: z.boolean(),
});
const dispatch = z.strictObject({
  ...prologue,
  agencyReference: reference,
  emergencyResourceReference: z.array(reference),
  notesReference: z.array(reference),
});
const notes = z.strictObject({ ...prologue, notesActionComments: z.string() });
/** An agent of a unit: the standard wants one, and crews are not named outside the house. */
const agent = z.strictObject({
  ...prologue,
  agentRoleRegistryText: z.array(z.string()).min(1),
  agencyReference: reference,
});
const resource = z.strictObject({
  ...prologue,
  agentReference: z.array(reference),
  emergencyResourceTypeCommonRegistryText: z.string(),
  emergencyResourceTypeInternalText: z.string(),
  emergencyResourceName: z.string(),
  primaryUnitStatusRegistryText: z.enum(['Available', 'ConditionallyAvailable', 'NotAvailable']),
  secondaryUnitStatusRegistryText: z.array(z.enum(eidoUnitStatuses)),
  resourceAttributeRegistryText: z.array(z.string()),
  resourceAttributeInternalText: z.array(z.string()),
});
const location = z.strictObject({
  ...prologue,
  locationTypeDescriptionRegistryText: z.literal('CurrentIncident'),
  /** A PIDF-LO document (RFC 4119, 5139, 5491). */
  locationByValue: z.string().startsWith('<?xml'),
  locationDescriptionText: z.string(),
});
const person = z.strictObject({
  ...prologue,
  personIncidentRoleRegistryText: z.array(z.literal('Caller')),
  /** nc:PersonName and nc:PersonFullName of NIEM. */
  ncPersonComponent: z
    .strictObject({ name: z.array(z.strictObject({ personFullName: z.array(z.strictObject({ value: z.string() })) })) })
    .optional(),
  callIdentifier: z.array(z.string()),
  callBackReference: reference.optional(),
});
const link = z.strictObject({
  ...prologue,
  incidentTrackingIdentifier: id,
  linkDirectionCode: z.enum(['PARENT', 'CHILD', 'RELATED', 'UNLINK']),
});
const merge = z.strictObject({
  ...prologue,
  incidentTrackingIdentifier: id,
  incidentMergeDirectionCode: z.enum(['REPLACING', 'REPLACED', 'SPLIT']),
});

export const eido = z.strictObject({
  ...prologue,
  eidoVersion: z.literal('1.0'),
  issuingElementIdentification: z.string(),
  incidentComponent: incident,
  callComponent: z.array(call),
  callbackComponent: z.array(callback),
  dispatchComponent: z.array(dispatch),
  notesComponent: z.array(notes),
  emergencyResourceComponent: z.array(resource),
  agencyComponent: z.array(agency).min(1),
  agentComponent: z.array(agent),
  locationComponent: z.array(location),
  personComponent: z.array(person),
  linkComponent: z.array(link),
  mergeComponent: z.array(merge),
  '@context': z.strictObject({ '@vocab': z.literal('./JSON-LD_Contexts/EmergencyIncidentDataObjectType.jsonld') }),
});
export type Eido = z.output<typeof eido>;

/** Why somebody takes an incident out of the house as a file. */
export const eidoReasons = ['handover', 'cooperation', 'legal', 'quality_check', 'exercise'] as const;
export const eidoReason = z.enum(eidoReasons);
export type EidoReason = z.output<typeof eidoReason>;

/** References that lead to nothing, which the standard forbids. */
export function danglingReferences(found: Eido): string[] {
  const ids = new Set<string>();
  const wanted: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, one] of Object.entries(value)) {
      if (name === '$id' && typeof one === 'string') ids.add(one);
      else if (name === '$ref' && typeof one === 'string') wanted.push(one);
      else walk(one);
    }
  };
  walk(found);
  return wanted.filter((one) => !ids.has(one));
}
