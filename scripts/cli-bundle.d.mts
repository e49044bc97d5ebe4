export const bundle: string;
export function fingerprint(): string;
export function isFresh(): boolean;
export function build(): void;
