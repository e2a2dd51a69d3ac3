// By default import: Node finds no names in this CommonJS module, whatever its types and the test runner say.
import sax, { type QualifiedTag, type Tag } from 'sax';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { XmlElement } from '#platform/shared/xml.ts';

export type XmlRefusal =
  | 'xml.empty'
  | 'xml.too_large'
  | 'xml.not_utf8'
  | 'xml.doctype'
  | 'xml.too_deep'
  | 'xml.too_many_elements'
  | 'xml.malformed';

/** What a document may cost before it is refused. */
export interface XmlLimits {
  readonly bytes: number;
  readonly depth: number;
  readonly elements: number;
}

/** A SIP message over UDP ends at 64 KiB, and no place needs more. */
export const xmlLimits: XmlLimits = { bytes: 65_536, depth: 40, elements: 4_000 };

interface Growing extends XmlElement {
  readonly attributes: Map<string, string>;
  readonly children: Growing[];
  text: string;
}

class Stop extends Error {
  readonly code: XmlRefusal;
  constructor(code: XmlRefusal) {
    super(code);
    this.code = code;
  }
}

/**
 * Read a document from a stranger: well-formed XML 1.0 in UTF-8 with namespaces, nothing else. A DTD is refused whole, so there
 * are no entities but the five of XML itself and character numbers, and nothing is ever fetched or expanded. Never throws.
 */
export function readXml(bytes: Uint8Array, limits: XmlLimits = xmlLimits): Result<XmlElement, XmlRefusal> {
  if (bytes.length === 0) return refuse('xml.empty');
  if (bytes.length > limits.bytes) return refuse('xml.too_large', { bytes: bytes.length });
  const text = decode(bytes);
  if (text === null) return refuse('xml.not_utf8');
  if (text.trim() === '') return refuse('xml.empty');
  try {
    return ok(parseText(text, limits));
  } catch (error) {
    // Whatever the parser stumbles over is the document's fault: a body that came with a call must never stop the call.
    return refuse(error instanceof Stop ? error.code : 'xml.malformed');
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function parseText(text: string, limits: XmlLimits): XmlElement {
  const parser = sax.parser(true, { xmlns: true, position: false });
  const open: Growing[] = [];
  let root: Growing | null = null;
  let elements = 0;
  const stop = (code: XmlRefusal) => {
    throw new Stop(code);
  };
  parser.onerror = () => stop('xml.malformed');
  parser.ondoctype = () => stop('xml.doctype');
  parser.onsgmldeclaration = () => stop('xml.doctype');
  parser.onopentag = (tag) => {
    elements += 1;
    if (elements > limits.elements) stop('xml.too_many_elements');
    if (open.length >= limits.depth) stop('xml.too_deep');
    // The parser lets a second root pass.
    if (root !== null && open.length === 0) stop('xml.malformed');
    const element = grow(tag);
    if (root === null) root = element;
    open.at(-1)?.children.push(element);
    open.push(element);
  };
  const addText = (more: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += more;
  };
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onclosetag = () => {
    open.pop();
  };
  parser.write(text).close();
  return root ?? stop('xml.malformed');
}

function grow(tag: Tag | QualifiedTag): Growing {
  const attributes = new Map<string, string>();
  for (const [name, value] of Object.entries(tag.attributes)) {
    attributes.set(name, typeof value === 'string' ? value : value.value);
  }
  const isQualified = 'local' in tag;
  return {
    name: isQualified ? tag.local : tag.name,
    namespace: isQualified ? tag.uri : '',
    attributes,
    children: [],
    text: '',
  };
}
