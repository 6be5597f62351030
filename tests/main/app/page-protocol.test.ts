import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, servePage } from '../../../src/main/app/page-protocol';
import { withFolder } from '../../helpers/pictures';

it('serves the page and its parts with their types and the policy, and nothing beside them', () =>
  withFolder(async (root) => {
    await mkdir(join(root, 'renderer', 'assets'), { recursive: true });
    await writeFile(join(root, 'renderer', 'index.html'), '<!doctype html>');
    await writeFile(join(root, 'renderer', 'assets', 'a.js'), 'export {};');
    await writeFile(join(root, 'renderer', 'notes.txt'), 'no type of ours');
    await writeFile(join(root, 'secret.js'), 'secret');
    const serve = servePage(join(root, 'renderer'));
    const ask = (address: string) => serve(new Request(address));

    const page = await ask('app://macule/index.html');
    expect(await page.text()).toBe('<!doctype html>');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect((await ask('app://macule/assets/a.js')).headers.get('content-type')).toContain('javascript');
    const refused = [
      'app://macule/',
      'app://macule/notes.txt',
      'app://macule/missing.js',
      'app://macule/..%2fsecret.js',
      'app://macule/%2e%2e/secret.js',
      'app://macule/%00.js',
      'app://macule/%zz.js',
      'app://elsewhere/index.html',
    ];
    for (const address of refused) expect([address, (await ask(address)).status]).toEqual([address, 404]);
  }));
