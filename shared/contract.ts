/**
 * The one contract between the engine and whoever shows it: every request with its input and output, every event with
 * its payload. Both ends derive their types from it; the host validates each input. It runs over Electron IPC and over a
 * loopback WebSocket (see main/app and main/serve).
 */
import { z } from 'zod';
import { connectionSchema, evidenceSchema, failureSchema, verdictSchema } from './connection';
import { deviceListSchema } from './device';
import { accessCauseSchema, warningSchema } from './failure-about';
import { hostReportSchema, ownerReportSchema } from './host';
import { poolListSchema } from './pool-list';
import {
  clusterDetailSchema,
  clusterListSchema,
  fileDetailSchema,
  scanChangeSchema,
  scanRequestSchema,
  scanSnapshotSchema,
} from './file-scan';

/** Where capture tools stand on this machine. */
export const captureToolSchema = z.enum(['dumpcap', 'tcpdump', 'cap']);
export type CaptureTool = z.infer<typeof captureToolSchema>;

/** A network interface as the picker shows it. */
export const networkInterfaceSchema = z.object({
  name: z.string(),
  description: z.string().nullable(),
  kind: z.enum(['ethernet', 'wifi', 'loopback', 'virtual', 'tunnel', 'bluetooth', 'any', 'other']),
  addresses: z.array(z.string()),
  isUp: z.boolean(),
  /** True for the interface that carries the default route. */
  isDefault: z.boolean(),
});
export type NetworkInterface = z.infer<typeof networkInterfaceSchema>;

/** Whether this user may capture, with which tool, and if not, why and the one command that changes it. */
export const accessSchema = z.object({
  isPermitted: z.boolean(),
  /** The tool that `auto` would take. */
  tool: captureToolSchema.nullable(),
  tools: z.array(
    z.object({
      tool: captureToolSchema,
      isInstalled: z.boolean(),
      isPermitted: z.boolean(),
      version: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
  /** One sentence; null when permitted. */
  reason: z.string().nullable(),
  /** The reason as data, for other languages. */
  cause: accessCauseSchema.optional(),
  /** One command to copy; null when permitted or when no command helps. */
  command: z.string().nullable(),
});
export type Access = z.infer<typeof accessSchema>;

export const sourceRequestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('interface'),
    interfaces: z.array(z.string().min(1)).min(1),
    filter: z.string().nullable().default(null),
    tool: z.enum(['auto', 'dumpcap', 'tcpdump', 'cap']).default('auto'),
    isHeadersOnly: z.boolean().default(false),
    isPromiscuous: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('file'), path: z.string().min(1), isHeadersOnly: z.boolean().default(false) }),
  z.object({ kind: z.literal('demo') }),
]);
export type SourceRequest = z.input<typeof sourceRequestSchema>;

/** A connection as a row of the table: the report's connection without its evidence, with what only a live table needs. */
export const connectionRowSchema = connectionSchema.omit({ evidence: true }).extend({
  /** Never used twice, whatever session or engine comes next, also when a port pair is reused. */
  key: z.string(),
  /** The local program that owns the connection, or null when it is not known. */
  program: z.string().nullable(),
  /** Its processor use over the last ten seconds in cores, 1 is one core; null when it is not known. */
  programCpu: z.number().nullable(),
  isActive: z.boolean(),
  /** Bytes a second in equal steps over the connection's recent past, oldest first; at most 32 values. */
  rate: z.array(z.number()),
});
export type ConnectionRow = z.infer<typeof connectionRowSchema>;

/** What the engine is doing now and what it has counted since the session began. */
export const sessionSchema = z.object({
  state: z.enum(['idle', 'starting', 'running', 'paused', 'ended', 'failed']),
  source: z
    .object({
      kind: z.enum(['interface', 'file', 'demo']),
      label: z.string(),
      /** The capture tool that runs, for a live source. */
      tool: captureToolSchema.nullable(),
      /** Where timestamps come from: the kernel, the tool's clock, or the file. */
      timestamps: z.enum(['kernel', 'user', 'file']),
      isHeadersOnly: z.boolean(),
    })
    .nullable(),
  startedAt: z.string().nullable(),
  packets: z.int(),
  bytes: z.number(),
  /** null: this source cannot tell. */
  dropped: z.int().nullable(),
  duplicates: z.int(),
  skipped: z.int(),
  /** Share of a file already read, 0..1; null where there is no end in sight. */
  progress: z.number().nullable(),
  connections: z.int(),
  active: z.int(),
  mining: z.int(),
  suspicious: z.int(),
  undecided: z.int(),
  /** Connections that left the bounded table to make room. */
  evicted: z.int(),
  /** Rows that are counted but not shown, because a window shows at most `maxRows`. */
  hiddenRows: z.int(),
  /** Bytes of recent packets kept for saving, and the limit. */
  keptBytes: z.number(),
  keptLimitBytes: z.number(),
  /** Capture clock at the newest packet, ISO. */
  clock: z.string().nullable(),
  failure: failureSchema.nullable(),
  warnings: z.array(warningSchema),
});
export type Session = z.infer<typeof sessionSchema>;

/** At most this many rows travel to a window; the riskiest and newest come first. */
export const maxRows = 5000;

/** One message of a connection for the plot: seconds since its start, signed payload bytes (up positive, down negative). */
export const messagePointSchema = z.object({ atSeconds: z.number(), bytes: z.number() });
export type MessagePoint = z.infer<typeof messagePointSchema>;

export const connectionDetailSchema = connectionRowSchema.extend({
  evidence: z.array(evidenceSchema),
  /** Log-odds before any evidence, in nats; with the weights it adds up to `risk`. */
  priorLogOdds: z.number(),
  messages: z.array(messagePointSchema),
  /** Risk over the connection's life at each scoring. */
  riskHistory: z.array(z.object({ atSeconds: z.number(), risk: z.number() })),
  /** Other connections of the same series, oldest first. */
  seriesKeys: z.array(z.string()),
  packetsKept: z.int(),
  /** The program of this computer that it belongs to, or why none is known. */
  owner: ownerReportSchema,
});
export type ConnectionDetail = z.infer<typeof connectionDetailSchema>;

const settingsFields = {
  /** Language of the window; `system` follows the machine. */
  language: z.enum(['system', 'en', 'ja']),
  /** Colours of the window; `system` follows the machine. */
  theme: z.enum(['system', 'light', 'dark']),
  /** Where the engine runs: a utility process of its own (default) or inside Electron's main process. */
  engineHost: z.enum(['utility', 'main']),
  /** Megabytes of recent packets the engine keeps so that the past of a flagged connection can be saved. */
  keepPacketsMegabytes: z.int().min(0).max(4096),
  /** Connections followed at once. */
  maxConnections: z.int().min(100).max(2_000_000),
  /** Watts of this machine at idle and at full load, for an estimate where nothing measures them. */
  idleWatts: z.number().positive().max(5000).nullable(),
  fullLoadWatts: z.number().positive().max(5000).nullable(),
  /** Of electricity; null: an average price for the language of the window. */
  pricePerKilowattHour: z.number().nonnegative().max(1e6).nullable(),
  /** ISO 4217; null: that of the language of the window. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
};

/** Settings as read from a file: a field that is missing or bad takes its default, without losing the others. */
export const settingsSchema = z.object({
  version: z.literal(1).default(1),
  language: settingsFields.language.default('system').catch('system'),
  theme: settingsFields.theme.default('system').catch('system'),
  engineHost: settingsFields.engineHost.default('utility').catch('utility'),
  keepPacketsMegabytes: settingsFields.keepPacketsMegabytes.default(64).catch(64),
  maxConnections: settingsFields.maxConnections.default(200_000).catch(200_000),
  idleWatts: settingsFields.idleWatts.default(null).catch(null),
  fullLoadWatts: settingsFields.fullLoadWatts.default(null).catch(null),
  pricePerKilowattHour: settingsFields.pricePerKilowattHour.default(null).catch(null),
  currency: settingsFields.currency.default(null).catch(null),
});
export type Settings = z.infer<typeof settingsSchema>;

export const snapshotSchema = z.object({
  session: sessionSchema,
  rows: z.array(connectionRowSchema),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** What has changed since the last delta (or the snapshot): at most four a second. */
export const deltaSchema = z.object({
  session: sessionSchema,
  changed: z.array(connectionRowSchema),
  removed: z.array(z.string()),
  /** True when a new session began: forget all rows before applying `changed`. */
  isReset: z.boolean(),
});
export type Delta = z.infer<typeof deltaSchema>;

export const aboutSchema = z.object({
  version: z.string(),
  model: z.object({ name: z.string(), version: z.string(), sha256: z.string() }),
  /** How the window is hosted. */
  host: z.enum(['electron-utility', 'electron-main', 'serve']),
  platform: z.string(),
});
export type About = z.infer<typeof aboutSchema>;

const nothing = z.object({});

/** Every request: `domain.verbNoun`, its input and its output. */
export const requests = {
  'app.getAbout': { input: nothing, output: aboutSchema },
  'settings.get': { input: nothing, output: settingsSchema },
  /** Changes some fields; a bad value is refused here. */
  'settings.set': { input: z.object(settingsFields).partial(), output: settingsSchema },
  /** The lists of pools that were imported. */
  'poolLists.list': { input: nothing, output: z.array(poolListSchema) },
  /** Keeps a copy of a text file; it counts from the next source on. One of the same name and source is replaced. */
  'poolLists.import': { input: z.object({ path: z.string().min(1) }), output: poolListSchema },
  'poolLists.remove': { input: z.object({ id: z.string() }), output: z.array(poolListSchema) },
  'interfaces.list': { input: nothing, output: z.array(networkInterfaceSchema) },
  /** Turns the picker's live lines on or off; while on, `interfaceActivity` events arrive once a second. */
  'interfaces.watchActivity': { input: z.object({ isOn: z.boolean() }), output: nothing },
  'access.check': { input: nothing, output: accessSchema },
  'session.getSnapshot': { input: nothing, output: snapshotSchema },
  'session.start': { input: sourceRequestSchema, output: nothing },
  'session.stop': { input: nothing, output: nothing },
  /** Pausing stops reading; packets that arrive meanwhile on a live source are not seen and are said to be so. */
  'session.pause': { input: nothing, output: nothing },
  'session.resume': { input: nothing, output: nothing },
  'connection.getDetail': { input: z.object({ key: z.string() }), output: connectionDetailSchema },
  /** Writes the kept packets of one connection as pcapng; `path` null asks the person (desktop) or uses Downloads. */
  'connection.savePackets': {
    input: z.object({ key: z.string(), path: z.string().nullable().default(null) }),
    output: z.object({ path: z.string().nullable(), packets: z.int() }),
  },
  /** Opens the system's file dialog where there is one; null when cancelled. */
  'file.pick': { input: nothing, output: z.object({ path: z.string().nullable(), isSupported: z.boolean() }) },
  /** Starts comparing files with known miners; a scan that runs is stopped first. */
  'files.startScan': { input: scanRequestSchema, output: nothing },
  /** Ends the scan; what was found stays. */
  'files.stopScan': { input: nothing, output: nothing },
  'files.getScan': { input: nothing, output: scanSnapshotSchema },
  'files.getFile': { input: z.object({ key: z.string() }), output: fileDetailSchema },
  /** Opens the system's dialog for several files or folders where there is one; no path when cancelled. */
  'files.pickPaths': {
    input: z.object({ kind: z.enum(['files', 'folder']) }),
    output: z.object({ paths: z.array(z.string()), isSupported: z.boolean() }),
  },
  /** Devices of the local network that the session's connections belong to. */
  'devices.list': { input: nothing, output: deviceListSchema },
  /** The computer that the engine runs on: programs, processor, power. */
  'host.getReport': { input: nothing, output: hostReportSchema },
  /** Turns `hostChanged` on or off; while on it comes every two seconds. */
  'host.watch': { input: z.object({ isOn: z.boolean() }), output: nothing },
  'clusters.list': { input: nothing, output: clusterListSchema },
  /** One cluster; with a file's digest, also where that file stands. */
  'clusters.get': {
    input: z.object({ id: z.string(), tlsh: z.string().nullable().default(null) }),
    output: clusterDetailSchema,
  },
} as const;
export type RequestName = keyof typeof requests;
export type RequestInput<N extends RequestName> = z.input<(typeof requests)[N]['input']>;
export type RequestOutput<N extends RequestName> = z.output<(typeof requests)[N]['output']>;

/** Every event with its payload. Events report, requests command. */
export const events = {
  delta: deltaSchema,
  /** Packets a second per interface, for the picker. */
  interfaceActivity: z.object({ packetsPerSecond: z.record(z.string(), z.number()) }),
  accessChanged: accessSchema,
  /** The engine process: `restarting` after a crash; the window stays. */
  engineState: z.object({
    state: z.enum(['starting', 'running', 'crashed', 'restarting']),
    message: z.string().nullable(),
    /** With which code it ended, where that is known. */
    exitCode: z.int().nullable().optional(),
  }),
  settingsChanged: settingsSchema,
  scanChanged: scanChangeSchema,
  hostChanged: hostReportSchema,
} as const;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;

/** A reply travels as a value, also when it failed. */
export type Reply<T> = { kind: 'ok'; value: T } | { kind: 'failed'; failure: z.infer<typeof failureSchema> };

/** What one end sends and the other receives, on every transport. */
export type ClientMessage = { kind: 'request'; id: number; name: RequestName; input: unknown };
export type HostMessage =
  { kind: 'reply'; id: number; reply: Reply<unknown> } | { kind: 'event'; name: EventName; payload: unknown };

/** What the preload and the WebSocket client both offer to the window. */
export interface KanariaBridge {
  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Reply<RequestOutput<N>>>;
  /** Returns the function that ends the subscription. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}

export { verdictSchema };
