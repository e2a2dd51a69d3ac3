import { z } from 'zod';

/** The part of JSON Schema that zod writes for inputs. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly format?: string;
  readonly pattern?: string;
}

const byFormat: Readonly<Record<string, string>> = {
  date: '2026-11-21',
  'date-time': '2026-11-21T00:00:00.000Z',
  email: 'uji@contoh.go.id',
  uri: 'https://contoh.go.id/',
};
/** Texts that fit the patterns contracts use; one that fits none is an error that asks for another here. */
const candidates = [
  'ABCDEFGH',
  'P',
  'abc.def',
  '123456',
  '08123456789',
  '07:30',
  '16:00',
  '2026-11',
  '35.15',
  '35.15.08',
  '35.15.01.2001',
  'A'.repeat(32),
  'a'.repeat(64),
  'nama-uji',
  '192.0.2.7',
  '192.0.2.0/24',
  '2001:db8::7',
  '2001:db8::/32',
  // Keys of a push subscription.
  'A'.repeat(87),
  'A'.repeat(22),
];

/**
 * An input that a contract accepts, with every optional field filled in, so that a test can reach the action behind any
 * route without knowing the route. `id` goes wherever an id is asked for;
 * `preferred` texts are tried first where a pattern asks for one.
 */
export function sampleInput(schema: z.ZodType, id: string, preferred: readonly string[] = []): unknown {
  // zod types its JSON Schema wider than what it writes for inputs.
  return sample(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, {
    id,
    texts: [...preferred, ...candidates],
  });
}

interface Given {
  readonly id: string;
  readonly texts: readonly string[];
}

function sample(schema: Schema, given: Given): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return sample(choices[0] ?? {}, given);
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((part) => sample(part, given)));
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, part]) => [name, sample(part, given)]),
      );
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => sample(schema.items ?? {}, given));
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1);
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return text(schema, given);
  }
}

function text(schema: Schema, { id, texts }: Given): string {
  if (schema.format === 'uuid') return id;
  const formatted = schema.format === undefined ? undefined : byFormat[schema.format];
  if (formatted !== undefined) return formatted;
  const long = 'x'.repeat(Math.max(1, schema.minLength ?? 1));
  if (schema.pattern === undefined)
    return schema.minLength !== undefined && schema.minLength > 8
      ? long
      : 'uji coba'.padEnd(schema.minLength ?? 1, 'x');
  const pattern = new RegExp(schema.pattern, 'u');
  const fitting = texts.find((candidate) => pattern.test(candidate));
  if (fitting === undefined)
    throw new Error(`No sample text fits ${schema.pattern}; add one to ${import.meta.filename}`);
  return fitting;
}
