export const FLAGS: string[];
export function ensureBrowser(): Promise<string>;
