/** Whether an address belongs to the app's own page, of which `page` is the address. */
export function isOwnAddress(address: string, page: string): boolean {
  if (!URL.canParse(address)) return false;
  // `origin` is "null" for every scheme but the web's own, so its parts are compared.
  const [given, own] = [new URL(address), new URL(page)];
  return given.protocol === own.protocol && given.host === own.host;
}
