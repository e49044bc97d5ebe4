// What the rest of the engine may use of the broker.
export { Broker, type BrokerOptions } from './broker.ts';
export type { Subscription } from './channels.ts';
export * from './codes.ts';
export type { Death } from './copies.ts';
export type { Persistence } from './core.ts';
export type { Depth } from './depth.ts';
export type { AutoClaim, Entry } from './groups.ts';
export type { Start } from './log-reading.ts';
export type { ConsumerPicture, EntryPicture, GroupPicture, HeldPicture, LogPicture, QueuePicture } from './picture.ts';
export { PROFILE_IDS, PROFILES, type Profile, type ProfileId, profileOf } from './profiles.ts';
export type { GroupInfo, Limit, PendingEntry } from './redis.ts';
export { playScript, type ScriptResult, type Watched, watchScript } from './script.ts';
export type { ObservedStep, ScriptEvent } from './script-events.ts';
export type { DeadLetter, Overflow, QueueSettings } from './settings.ts';
export { type BrokerSink, SILENT } from './sink.ts';
export type { BrokerState } from './state.ts';
export { type ExchangeKind, topicMatches } from './topology.ts';
export { type Trait, traitsOf } from './traits.ts';
