/**
 * Rule listeners that report every way a module can be named: import, export from, `import()`, `require()` and
 * a type's `import('…')`.
 * @param {(source: string, node: import('estree').Node) => void} onName
 * @returns {import('eslint').Rule.RuleListener}
 */
export function importedNames(onName) {
  const literal = (/** @type {any} */ node) => {
    if (node?.type === 'Literal' && typeof node.value === 'string') onName(node.value, node);
  };
  return {
    ImportDeclaration: (node) => literal(node.source),
    ExportNamedDeclaration: (node) => literal(node.source),
    ExportAllDeclaration: (node) => literal(node.source),
    ImportExpression: (node) => literal(node.source),
    CallExpression: (node) => {
      const callee = /** @type {any} */ (node.callee);
      const name = callee.type === 'MemberExpression' ? callee.object.name : callee.name;
      if (name === 'require') literal(node.arguments[0]);
    },
    TSImportType: (/** @type {any} */ node) =>
      literal(node.source ?? node.argument?.literal ?? node.argument),
    TSExternalModuleReference: (/** @type {any} */ node) => literal(node.expression),
  };
}
