// What the build of the one-file page puts in: the worker's program, packed by gzip, as base64.
declare module 'virtual:packed-worker' {
  const packed: string;
  export default packed;
}
