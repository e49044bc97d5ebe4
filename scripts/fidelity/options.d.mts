export interface RecordOptions {
  readonly amqp: string | undefined;
  readonly redis: string | undefined;
  readonly servers: { readonly rabbitmq: string | undefined; readonly redis: string | undefined };
  readonly only: string | undefined;
  readonly write: string | undefined;
  readonly summary: string | undefined;
  readonly runs: number;
  readonly parallel: number;
  readonly quiet: number;
  readonly paths: readonly string[];
}
export const HELP: string;
export function readArguments(argv: readonly string[]): {
  readonly help?: string;
  readonly errors?: readonly string[];
  readonly options?: RecordOptions;
};
