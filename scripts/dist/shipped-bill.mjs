/**
 * npm's bill of materials knows everything that is installed. What ships is less: the tools go, and the libraries that
 * the build takes into its files stay.
 * @param {Record<string, any>} bill CycloneDX
 * @param {readonly {name: string, version: string}[]} shipped
 * @returns {Record<string, any>} the bill of what ships
 */
export function shippedBill(bill, shipped) {
  const names = new Set(shipped.map(({ name, version }) => `${name}@${version}`));
  const components = bill['components'].filter(
    (/** @type {Record<string, any>} */ { group, name, version }) =>
      names.has(`${group ? `${group}/` : ''}${name}@${version}`),
  );
  const kept = new Set([bill['metadata'].component, ...components].map((component) => component['bom-ref']));
  const dependencies = bill['dependencies']
    .filter((/** @type {{ref: string}} */ { ref }) => kept.has(ref))
    .map((/** @type {{ref: string, dependsOn?: string[]}} */ { ref, dependsOn = [] }) => ({
      ref,
      dependsOn: dependsOn.filter((other) => kept.has(other)),
    }));
  return { ...bill, components: components.map(asShipped), dependencies };
}

/** npm notes that a library is a tool of development; in the bill of what ships, it is a part. */
function asShipped(/** @type {Record<string, any>} */ component) {
  const properties = (component['properties'] ?? []).filter(
    (/** @type {{name: string}} */ { name }) => name !== 'cdx:npm:package:development',
  );
  return { ...component, scope: 'required', properties };
}
