import type { BackboneState } from '../../shared/backbones/backbone-state';
import type { PublishedWeights } from '../../shared/backbones/catalogue';
import { left, right, table } from './table';

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function stateText(backbone: BackboneState): string {
  switch (backbone.state) {
    case 'absent':
      return 'not here';
    case 'partial':
      return `${megabytes(backbone.bytes)} fetched`;
    case 'downloaded':
      return 'fetched';
    case 'ready':
      return backbone.published ? 'ready' : `ready, from ${backbone.source}`;
  }
}

/** Backbones as text: a table, and where each can be had. */
export function backboneTable(backbones: readonly (PublishedWeights & BackboneState)[]): string {
  const columns = [left('backbone'), left('state'), right('file'), right('parameters'), left('licence')];
  const rows = backbones.map((backbone) => [
    backbone.id,
    stateText(backbone),
    megabytes(backbone.bytes),
    `${(backbone.parameters / 1e6).toFixed(1)} M`,
    backbone.licence,
  ]);
  const addresses = backbones.map(({ id, url, md5 }) => `${id}: ${url} (MD5 ${md5})\n`);
  return `${table(columns, rows)}\n${addresses.join('')}`;
}
