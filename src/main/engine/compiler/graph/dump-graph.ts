import type { Attribute, Graph, GraphConstant, GraphNode, GraphValue } from './graph';
import { summarizeGraph } from './graph-summary';

/** Constants up to this many elements are written where they are used. */
const WRITTEN_OUT = 8;
/** How many elements of larger constants are shown. */
const SHOWN = 4;

/** A graph as text, one value a line: for reading and for comparing graphs before and after a pass. */
export function dumpGraph(graph: Graph): string {
  const { nodes, operators } = summarizeGraph(graph);
  const large = [...graph.constants.values()].filter(({ values }) => values.length > WRITTEN_OUT);
  const counts = [...operators].map(([op, count]) => `${count} ${op}`);
  return [
    section('inputs', graph.inputs.map(typed)),
    section('constants', large.map(abbreviated)),
    section(
      'nodes',
      graph.nodes.map((node) => call(node, graph)),
    ),
    section('outputs', graph.outputs.map(typed)),
    section('operators', [`${nodes}: ${counts.join(', ')}`]),
  ].join('');
}

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  ${line}\n`).join('')}`;

const typeOf = ({ type, shape }: GraphValue): string => `${type}[${shape.join(', ')}]`;

const typed = (value: GraphValue): string => `${value.name}: ${typeOf(value)}`;

function call({ op, inputs, outputs, attributes }: GraphNode, graph: Graph): string {
  const operands = inputs.map((name) => operand(name, graph)).join(', ');
  const settings = Object.entries(attributes).map(([name, value]) => ` ${name}=${setting(value)}`);
  return `${outputs.map(typed).join(', ')} = ${op}(${operands})${settings.join('')}`;
}

/** A small constant by its values, anything else by its name; `-` for an input left out. */
function operand(name: string, graph: Graph): string {
  if (name === '') return '-';
  const constant = graph.constants.get(name);
  if (!constant || constant.values.length > WRITTEN_OUT) return name;
  const values = numbers(constant, WRITTEN_OUT).join(', ');
  if (constant.shape.length === 0) return values;
  return constant.shape.length === 1 ? `[${values}]` : `[${values}] as ${constant.shape.join('×')}`;
}

function abbreviated(constant: GraphConstant): string {
  const more = constant.values.length > SHOWN ? ' …' : '';
  return `${typed(constant)} = ${numbers(constant, SHOWN).join(', ')}${more}`;
}

const numbers = ({ values }: GraphConstant, most: number): readonly string[] =>
  Array.from(values.slice(0, most) as ArrayLike<number | bigint>, (value) =>
    typeof value === 'bigint' ? value.toString() : String(Number(value.toPrecision(6))),
  );

function setting(value: Attribute): string {
  if (typeof value === 'number' || typeof value === 'string') return String(value);
  return 'float' in value ? String(value.float) : `[${value.join(', ')}]`;
}
