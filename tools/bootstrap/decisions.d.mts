export const nodeWanted: string;
export function compareVersions(a: string, b: string): number;
export type Runtime =
  | { kind: 'this' }
  | { kind: 'stop'; message: string }
  | { kind: 'fetch'; name: string; version: string; integrity: string };
export function chooseRuntime(machine: { version: string; platform: string; arch: string; isMusl: boolean }): Runtime;
interface LockEntry {
  version?: string;
  integrity?: string;
  optional?: boolean;
  devOptional?: boolean;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
}
export interface Lock {
  packages?: Record<string, LockEntry>;
}
export function installedMatches(lock: Lock | null, installed: Lock | null): boolean;
export function installCommand(lock: Lock | null): string[];
export function installStamp(lockHash: string, platform: string, arch: string): string;
export function needsInstall(facts: {
  stamp: string | null;
  wantedStamp: string;
  lock: Lock | null;
  installed: Lock | null;
}): boolean;
export function splitArguments(args: readonly string[]): {
  nodeOptions: string[];
  file: string | undefined;
  rest: string[];
};
export function shouldForward(facts: { signal: string; sentBefore: boolean; isForegroundOfTerminal: boolean }): boolean;
export function isForeground(statText: string): boolean;
