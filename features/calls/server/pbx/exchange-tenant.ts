// What the exchange is told of a regency: its lines, its ways out, its watches. Written into Asterisk's files by dialplan.ts and layout.ts.

/** A line as the telephone exchange sees it; that of the centre's own addresses is part of its regency. */
export interface ExchangeLine {
  /** Eight letters or digits, for life. */
  readonly key: string;
  readonly peers: readonly string[];
  readonly server?: { readonly host: string; readonly port: number; readonly transport: 'udp' | 'tcp' | 'tls' };
  readonly registration?: { readonly username: string; readonly password: string };
  readonly qualify: boolean;
  readonly srtp: boolean;
}

/** A regency as the telephone exchange sees it. */
export interface ExchangeTenant {
  readonly slug: string;
  /** Addresses or networks of the operator that deliver its emergency calls. */
  readonly peers: readonly string[];
  /** Numbers that are emergency calls besides 112 and sos, for example the old number of the fire brigade. */
  readonly numbers: readonly string[];
  /** Where the operator takes calls that go out; none: this regency cannot call anybody. */
  readonly outgoing?: { readonly host: string; readonly port: number; readonly transport: 'udp' | 'tcp' };
  /** The number that is dialled when nobody at the desks answers and our server is down, and where the operator takes it; none: a busy announcement. */
  readonly overflow?: {
    /** Digits only. */
    readonly number: string;
    readonly host: string;
    readonly port: number;
    readonly transport: 'udp' | 'tcp';
  };
  /** Headers of its operator that tell where a caller is, in the order of the regency's table (`CarrierHeader`). */
  readonly placeHeaders?: readonly string[];
  /** Further lines beside that of `peers`. */
  readonly lines?: readonly ExchangeLine[];
  /** Accounts that place canaries, each with its line's id and key. */
  readonly canaries?: readonly {
    readonly line: string;
    readonly key: string;
    readonly name: string;
    readonly password: string;
    /** The number that the operator sends back to the line; empty: none. */
    readonly number: string;
  }[];
  /** Times in which operators test its lines. */
  readonly tests?: readonly ExchangeTest[];
  /** The account that places its test calls; none: there can be none. */
  readonly testLine?: { readonly name: string; readonly password: string };
  /** The account that places its drills. */
  readonly drillLine?: { readonly name: string; readonly password: string };
}

/** A time in which an operator tests a line, as the exchange sees it: it opens and closes by its own clock, whatever becomes of us. */
export interface ExchangeTest {
  readonly windowId: string;
  /** The line's. */
  readonly key: string;
  /** Seconds since 1970. */
  readonly from: number;
  readonly until: number;
  /** Digits only: the ways in which the operator may write the test numbers. */
  readonly spellings: readonly string[];
  /** In which the time is said. */
  readonly zone: string;
  /** The line's name, spoken, as a file below the prompts; absent from the announcement while it is not there. */
  readonly spoken: string;
}
