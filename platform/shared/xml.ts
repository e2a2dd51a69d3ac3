/**
 * An XML element as rules read it, after a reader has dealt with the letters (`platform/server/xml/read-xml.ts`). Rules that
 * decide on documents take this and stay free of the parser, so they run on both sides and in pure tests.
 */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** The namespace its prefix stands for; '' for none. */
  readonly namespace: string;
  /** By name as written, prefix included (`xml:lang`). A map, because a document may call an attribute `__proto__`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text in one piece, untrimmed; that of its children is theirs. */
  readonly text: string;
}

/** The first child of that name, in whatever namespace. */
export function childOf(element: XmlElement, name: string): XmlElement | null {
  return element.children.find((child) => child.name === name) ?? null;
}

/** The children of that name in the order of the document, in whatever namespace. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}
