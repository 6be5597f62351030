import { rewriteNodes } from '../graph/rewrite-nodes';
import { arithmeticRules } from './rules/arithmetic';
import { arrangementRules } from './rules/arrangement';
import type { Pass } from './pass';

/** Algebraic identities: what changes nothing goes, double negations cancel, and the like. */
export const simplify: Pass = {
  name: 'simplify',
  run: (graph) =>
    rewriteNodes(graph, (node, editor) => {
      if (node.outputs.length !== 1) return null;
      for (const rule of [...(arrangementRules[node.op] ?? []), ...(arithmeticRules[node.op] ?? [])]) {
        const value = rule(node, editor);
        if (value) return [value];
      }
      return null;
    }),
};
