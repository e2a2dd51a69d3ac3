import { type ProbeSettings, plain, type RenderInput, type TrunkSettings } from './settings.ts';

/** The file of registered endpoints, written by credentials.ts while Asterisk runs. */
export const endpointFile = 'pjsip-endpoints.conf';
export const memberFile = (queue: string) => `queue-${queue}-members.conf`;

/**
 * pjsip.conf. Trunks are recognised by address, registered endpoints by user name, and the user name is looked at first:
 * on one machine (the demo) browsers and trunk share an address. That is safe because the names of registered endpoints
 * cannot be guessed (credentials.ts): no caller ID of a trunk can be taken for one of them.
 */
export function renderPjsip(input: Pick<RenderInput, 'settings'>): Record<string, string> {
  const { settings } = input;
  return {
    // Apart, because Asterisk takes up everything of SIP by a reload but this.
    'pjsip-transports.conf': [
      ...sectionOf('system', ['type=system', 'timer_t1=500', 'timer_b=32000', 'disable_tcp_switch=yes']),
      ...transports(input),
      '',
    ].join('\n'),
    'pjsip.conf': [
      '#include pjsip-transports.conf',
      ...sectionOf('global', [
        'type=global',
        `user_agent=${plain(settings.sip.userAgent, 'sip.userAgent')}`,
        'endpoint_identifier_order=username,ip',
        'default_realm=asterisk',
        'keep_alive_interval=30',
        'max_forwards=70',
        // Telephones write `112;phone-context=...`: what is called ends at the semicolon.
        'ignore_uri_user_options=yes',
      ]),
      ...nobody(settings.endpoints.context),
      ...settings.trunks.flatMap(trunk),
      ...settings.probes.flatMap(probe),
      ...endpointTemplates(input),
      `#tryinclude ${endpointFile}`,
      '',
    ].join('\n'),
  };
}

/** queues.conf: each queue takes its members from a file that follows the credentials. */
export function renderQueues({ settings }: Pick<RenderInput, 'settings'>): Record<string, string> {
  return {
    'queues.conf': [
      '[general]',
      'persistentmembers=no',
      'autofill=yes',
      'shared_lastcall=yes',
      ...settings.queues.flatMap((queue) => [
        `[${plain(queue.name, 'queue')}]`,
        `strategy=${queue.strategy ?? 'ringall'}`,
        'ringinuse=no',
        ...(queue.wrapUpS === undefined ? [] : [`wrapuptime=${queue.wrapUpS}`]),
        'timeout=15',
        'retry=1',
        'joinempty=yes',
        'leavewhenempty=no',
        'announce-frequency=0',
        'periodic-announce-frequency=0',
        ...(queue.musicClass === undefined ? [] : [`musicclass=${queue.musicClass}`]),
        `#tryinclude ${memberFile(queue.name)}`,
      ]),
      '',
    ].join('\n'),
  };
}

function transports({ settings }: Pick<RenderInput, 'settings'>): string[] {
  const { bind, port, externalAddress, localNetworks = [], tls } = settings.sip;
  const nat =
    externalAddress === undefined
      ? []
      : [
          `external_media_address=${plain(externalAddress, 'externalAddress')}`,
          `external_signaling_address=${externalAddress}`,
          ...localNetworks.map((network) => `local_net=${plain(network, 'localNetworks')}`),
        ];
  return [
    ...['udp', 'tcp'].flatMap((protocol) =>
      sectionOf(`transport-${protocol}`, ['type=transport', `protocol=${protocol}`, `bind=${bind}:${port}`, ...nat]),
    ),
    ...sectionOf('transport-ws', ['type=transport', 'protocol=ws', `bind=${bind}`]),
    ...(tls === undefined
      ? []
      : sectionOf('transport-tls', [
          'type=transport',
          'protocol=tls',
          `bind=${bind}:${tls.port}`,
          'method=tlsv1_2',
          `cert_file=${plain(tls.certificate, 'tls.certificate')}`,
          `priv_key_file=${plain(tls.key, 'tls.key')}`,
          ...nat,
        ])),
  ];
}

function trunk(settings: TrunkSettings): string[] {
  const name = plain(settings.name, 'trunk');
  const { outgoing, registration } = settings;
  return [
    ...sectionOf(name, [
      'type=endpoint',
      'identify_by=ip',
      ...delivering(settings.context),
      `rtp_timeout=${settings.rtpTimeout ?? 20}`,
      'geoloc_incoming_call_profile=<prefer_incoming>',
      // A REFER in mid-call would lead the other party back into the dialplan.
      ...(outgoing === undefined ? [] : [`aors=${name}`, 'allow_transfer=no']),
      ...(registration === undefined ? [] : [`outbound_auth=${name}`]),
      ...(settings.srtp === true ? ['media_encryption=sdes'] : []),
    ]),
    // Not qualified unless it is asked for: who does not answer OPTIONS may take calls all the same, and a call is the only test that counts.
    ...(outgoing === undefined
      ? []
      : sectionOf(name, [
          'type=aor',
          `contact=${contactOf(outgoing)}`,
          `qualify_frequency=${settings.qualify === true ? qualifySeconds : 0}`,
        ])),
    // Without an address it is left out: a reload keeps the old one in force where the new one has nothing to match.
    ...(settings.peers.length === 0
      ? []
      : sectionOf(`${name}-peers`, [
          'type=identify',
          `endpoint=${name}`,
          'srv_lookups=no',
          ...settings.peers.map((peer) => `match=${plain(peer, 'peer')}`),
        ])),
    ...(outgoing === undefined || registration === undefined
      ? []
      : registering(name, settings, outgoing, registration)),
  ];
}

/** Seconds between two OPTIONS to a trunk. */
const qualifySeconds = 30;

/** `line`: what comes back to the address that we registered belongs to this trunk, wherever it was sent from. */
function registering(
  name: string,
  { registersBy }: TrunkSettings,
  outgoing: NonNullable<TrunkSettings['outgoing']>,
  account: NonNullable<TrunkSettings['registration']>,
): string[] {
  const username = plain(account.username, 'username of a registration');
  const server = contactOf(outgoing);
  return [
    ...sectionOf(name, [
      'type=auth',
      'auth_type=digest',
      `username=${username}`,
      `password=${escaped(account.password)}`,
    ]),
    ...sectionOf(`${name}-registration`, [
      'type=registration',
      `server_uri=${server}`,
      `client_uri=${server.replace(/^sip:/, `sip:${username}@`)}`,
      `contact_user=${username}`,
      `outbound_auth=${name}`,
      `endpoint=${name}`,
      'line=yes',
      'expiration=300',
      'retry_interval=15',
      'forbidden_retry_interval=120',
      'fatal_retry_interval=120',
      'max_retries=1000000',
      ...(outgoing.transport === 'tls' && registersBy === undefined ? ['transport=transport-tls'] : []),
      ...(registersBy === undefined ? [] : [`outbound_proxy=sip:${plain(registersBy, 'registersBy')}\\;lr`]),
    ]),
  ];
}

/** Somebody else chose it: a semicolon would begin a comment. */
function escaped(password: string): string {
  if (!/^[!-=?-~][!-~]*$/.test(password)) throw new Error('A password of a registration has printable letters only');
  return password.replaceAll(';', '\\;');
}

function contactOf({ host, port, transport }: NonNullable<TrunkSettings['outgoing']>): string {
  const named = plain(host, 'outgoing');
  // A semicolon begins a comment unless it is escaped.
  return `sip:${named.includes(':') ? `[${named}]` : named}:${port}${transport === 'udp' ? '' : `\\;transport=${transport}`}`;
}

/** What whoever delivers calls has in common. */
function delivering(context: string): string[] {
  return [
    `context=${plain(context, 'context')}`,
    'disallow=all',
    // One codec on this leg: MixMonitor has open bugs with codecs that differ between legs.
    'allow=alaw',
    'rtp_timeout_hold=300',
    'timers=yes',
    'dtmf_mode=auto',
    'direct_media=no',
    'rtp_symmetric=yes',
    'trust_id_inbound=yes',
    // Who answered is nobody's business outside, and not every trunk bears an UPDATE in mid-call.
    'send_connected_line=no',
    'send_pai=yes',
    'inband_progress=no',
    'max_audio_streams=1',
    'max_video_streams=0',
  ];
}

/**
 * An endpoint that nobody is and no call can come from. Asterisk refuses a subscription to the events of a technology that has
 * no endpoint at all (measured), and a new installation has neither trunk nor registered endpoint yet.
 */
function nobody(context: string): string[] {
  return sectionOf('nobody', [
    'type=endpoint',
    'identify_by=ip',
    `context=${plain(context, 'context')}`,
    'disallow=all',
    'allow=alaw',
  ]);
}

/** The same way in as a trunk's, with a password in place of an address. */
function probe(settings: ProbeSettings): string[] {
  const name = plain(settings.name, 'probe');
  return [
    ...sectionOf(name, [
      'type=endpoint',
      'identify_by=username',
      `auth=${name}`,
      ...delivering(settings.context),
      'rtp_timeout=20',
    ]),
    ...sectionOf(name, [
      'type=auth',
      'auth_type=digest',
      'realm=asterisk',
      `username=${name}`,
      `password=${plain(settings.password, 'password of a probe')}`,
    ]),
  ];
}

function endpointTemplates({ settings }: Pick<RenderInput, 'settings'>): string[] {
  const { context, codecs, rtpTimeout, webrtc } = settings.endpoints;
  return [
    ...sectionOf(
      'registered-endpoint',
      [
        'type=endpoint',
        'identify_by=username',
        `context=${plain(context, 'context')}`,
        'disallow=all',
        `allow=${codecs.join(',')}`,
        `webrtc=${webrtc ? 'yes' : 'no'}`,
        `rtp_timeout=${rtpTimeout}`,
        // A browser that holds goes on sending (silence): when that stops it is gone, and somebody waits on hold.
        `rtp_timeout_hold=${rtpTimeout}`,
        'direct_media=no',
        'max_audio_streams=1',
        'max_video_streams=0',
        'allow_transfer=no',
        'dtmf_mode=auto',
      ],
      true,
    ),
    ...device(context, rtpTimeout),
    ...sectionOf(
      'registered-aor',
      [
        'type=aor',
        'max_contacts=1',
        'remove_existing=yes',
        'qualify_frequency=5',
        'qualify_timeout=2',
        'default_expiration=60',
        'minimum_expiration=30',
        'maximum_expiration=120',
      ],
      true,
    ),
    ...sectionOf('registered-auth', ['type=auth', 'auth_type=digest', 'realm=asterisk'], true),
  ];
}

/** A telephone that stands somewhere: no browser, so plain RTP and the codecs that every one has. */
function device(context: string, rtpTimeout: number): string[] {
  return sectionOf(
    'registered-device',
    [
      'type=endpoint',
      'identify_by=username',
      `context=${plain(context, 'context')}`,
      'disallow=all',
      'allow=alaw,ulaw',
      `rtp_timeout=${rtpTimeout}`,
      // One that holds by its own key sends nothing; nobody else would tell that it is gone.
      'rtp_timeout_hold=120',
      'direct_media=no',
      'rtp_symmetric=yes',
      'force_rport=yes',
      'rewrite_contact=yes',
      'max_audio_streams=1',
      'max_video_streams=0',
      'allow_transfer=no',
      'dtmf_mode=auto',
      'send_connected_line=no',
    ],
    true,
  );
}

function sectionOf(name: string, body: readonly string[], template = false): string[] {
  return [`[${name}]${template ? '(!)' : ''}`, ...body, ''];
}
