import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isCheckedAtOnce, suspect, trust } from '../../../src/main/data/integrity/when-checked';
import { withFolder } from '../../helpers/pictures';

it('checks small databases at once, large ones later, and those that were found damaged at once', async () => {
  await withFolder(async (folder) => {
    const file = join(folder, 'macule.db');
    expect(isCheckedAtOnce(file)).toBe(true);
    await writeFile(file, '');
    await truncate(file, 60_000_000);
    expect(isCheckedAtOnce(file)).toBe(true);
    await truncate(file, 70_000_000);
    expect(isCheckedAtOnce(file)).toBe(false);
    suspect(file);
    expect(isCheckedAtOnce(file)).toBe(true);
    trust(file);
    expect(isCheckedAtOnce(file)).toBe(false);
  });
});
