// What the rest of the engine may use of the broker.
export { Broker } from './broker.ts';
export type { ConsumeOptions } from './channels.ts';
export * from './codes.ts';
export { partitionOf } from './logs.ts';
export type { GroupPicture, HeldPicture, LogPicture, QueuePicture } from './picture.ts';
export { PROFILE_IDS, PROFILES, type Profile, type ProfileId } from './profiles.ts';
export { afterDefinitions, type Definitions, isDefinitions, stepsOfDefinitions } from './script/definitions.ts';
export type { ObservedStep, ScriptEvent } from './script/events.ts';
export { playScript, type ScriptResult, type Watched, watchScript } from './script/play.ts';
export type { QueuePolicy, QueueSettings } from './settings.ts';
export type { BrokerSink } from './sink.ts';
export { topicMatches } from './topology.ts';
export { traitsOf } from './traits.ts';
