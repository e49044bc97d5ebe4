// Scenario and message files that the engine carries as plain text. The bundler puts them in; the engine reads no disk.
declare module '*.yaml?raw' {
  const text: string;
  export default text;
}

declare module '*.ndjson?raw' {
  const text: string;
  export default text;
}

/** Where such a file lies. */
declare module '*.ndjson?url' {
  const address: string;
  export default address;
}
