import { join } from 'node:path';
import { asteriskModules, requiredModules } from '../modules.ts';
import { plain, type RenderInput } from './settings.ts';

const emptyFiles = [
  'acl',
  'ccss',
  'geolocation',
  'pjproject',
  'statsd',
  'sorcery',
  'websocket_client',
  'queuerules',
  'stasis',
  'chan_websocket',
];

/** Everything but SIP and the dialplan, by file name. */
export function renderGeneral(input: RenderInput): Record<string, string> {
  return {
    'asterisk.conf': asteriskConf(input),
    'modules.conf': modulesConf(),
    'http.conf': httpConf(input),
    'ari.conf': ariConf(input),
    'rtp.conf': lines(
      '[general]',
      `rtpstart=${input.settings.rtp.from}`,
      `rtpend=${input.settings.rtp.to}`,
      'strictrtp=yes',
    ),
    'logger.conf': loggerConf(),
    'cel.conf': celConf(),
    'cel_custom.conf': celCustomConf(input),
    ...renderMusic(input),
    'indications.conf': indicationsConf(),
    'cdr.conf': lines('[general]', 'enable=no'),
    'features.conf': '[general]\n',
    'manager.conf': lines('[general]', 'enabled=no'),
    'udptl.conf': '[general]\n',
    // Asterisk complains at every start when these are absent; empty is what we want.
    ...Object.fromEntries(emptyFiles.map((name) => [`${name}.conf`, ''])),
  };
}

function asteriskConf({ settings, folders, program }: RenderInput): string {
  return lines(
    '[directories]',
    `astcachedir => ${folders.variable}`,
    `astetcdir => ${folders.etc}`,
    `astmoddir => ${program.modules}`,
    `astvarlibdir => ${folders.variable}`,
    `astdbdir => ${folders.variable}`,
    `astkeydir => ${folders.variable}`,
    `astdatadir => ${program.share}`,
    `astagidir => ${join(folders.variable, 'agi-bin')}`,
    `astspooldir => ${folders.spool}`,
    `astrundir => ${folders.run}`,
    `astlogdir => ${folders.log}`,
    '[options]',
    `systemname = ${plain(settings.systemName, 'systemName')}`,
    'live_dangerously = no',
    'mindtmfduration = 80',
    'documentation_language = en_US',
    'highpriority = no',
    'hideconnect = yes',
    'nocolor = yes',
  );
}

function modulesConf(): string {
  const required = new Set<string>(requiredModules);
  return lines(
    '[modules]',
    'autoload=no',
    ...asteriskModules.map((name) => `${required.has(name) ? 'require' : 'load'}=${name}.so`),
  );
}

/** TLS is a reverse proxy's affair: this port serves ARI too and must never be reachable from outside the machine. */
function httpConf({ settings }: RenderInput): string {
  const { host, port, sessionLimit } = settings.http;
  return lines(
    '[general]',
    'enabled=yes',
    `bindaddr=${plain(host, 'http.host')}`,
    `bindport=${port}`,
    `sessionlimit=${sessionLimit}`,
    'session_inactivity=30000',
    'session_keep_alive=30000',
    'tlsenable=no',
    'enable_static=no',
    'enable_status=no',
  );
}

/** The default of 100 ms cuts off a client that is busy for a moment, and with it the events of live calls. */
function ariConf({ settings }: RenderInput): string {
  return lines(
    '[general]',
    'enabled = yes',
    'pretty = no',
    'websocket_write_timeout = 1000',
    `[${plain(settings.ari.user, 'ari.user')}]`,
    'type = user',
    'read_only = no',
    'password_format = plain',
    `password = ${plain(settings.ari.password, 'ari.password')}`,
  );
}

/** Notices of failed SIP requests go to the security file too: one line per scanner's packet, so it is kept apart. */
function loggerConf(): string {
  return lines(
    '[general]',
    'dateformat=%FT%T.%3q%z',
    'use_callids=yes',
    'appendhostname=no',
    'queue_log=no',
    'rotatestrategy=rotate',
    '[logfiles]',
    'console => ',
    'messages => notice,warning,error',
    'security => security',
  );
}

function celConf(): string {
  return lines(
    '[general]',
    'enable=yes',
    'events=CHAN_START,ANSWER,BRIDGE_ENTER,BRIDGE_EXIT,HANGUP,CHAN_END,LINKEDID_END',
  );
}

/** JSON lines rather than CSV: names of callers hold whatever characters their network allows. cel.ts reads it. */
function celCustomConf({ folders, settings }: RenderInput): string {
  return lines(
    `[${join(folders.log, 'cel.json')}]`,
    'format = json',
    `fields = EventType,EventTime,"system: ${settings.systemName}",LinkedID,UniqueID,ChanName,Num,Name,Exten,Context,AppName,Peer,EventExtra`,
  );
}

/** musiconhold.conf. */
export function renderMusic({ settings }: Pick<RenderInput, 'settings'>): Record<string, string> {
  const classes = settings.music.flatMap((each) => [
    `[${plain(each.name, 'music class')}]`,
    'mode=files',
    `directory=${each.folder}`,
    'sort=alpha',
  ]);
  return { 'musiconhold.conf': lines('[general]', ...classes) };
}

/** ITU-T E.180: Indonesia, 425 Hz, ring 1 s on and 4 s off. */
function indicationsConf(): string {
  return lines(
    '[general]',
    'country=id',
    '[id]',
    'description = Indonesia',
    'ringcadence = 1000,4000',
    'dial = 425',
    'ring = 425/1000,0/4000',
    'busy = 425/500,0/500',
    'congestion = 425/250,0/250',
    'callwaiting = 425/150,0/150,425/150,0/10000',
    'dialrecall = !425/100,!0/100,!425/100,!0/100,!425/100,!0/100,425',
    'record = 1400/500,0/15000',
    'info = 950/330,1400/330,1800/330,0/1000',
  );
}

function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}
