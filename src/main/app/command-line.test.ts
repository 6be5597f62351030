import { describe, expect, it } from 'vitest';
import { ownArguments, parseCommandLine } from './command-line';

describe('parseCommandLine', () => {
  it('tells photos from switches', () => {
    expect(
      parseCommandLine(['a.jpg', '--no-sandbox', 'folder', '--capture', 'out.png', '--', '-odd.jpg']),
    ).toEqual({
      files: ['a.jpg', 'folder', '-odd.jpg'],
      capture: 'out.png',
      demo: false,
      toTeach: false,
      welcome: true,
    });
    expect(parseCommandLine(['--capture=out.png'])).toEqual({
      files: [],
      capture: 'out.png',
      demo: false,
      toTeach: false,
      welcome: true,
    });
    expect(parseCommandLine([])).toEqual({
      files: [],
      capture: null,
      demo: false,
      toTeach: false,
      welcome: true,
    });
    expect(parseCommandLine(['--demo'])).toEqual({
      files: [],
      capture: null,
      demo: true,
      toTeach: false,
      welcome: true,
    });
    expect(parseCommandLine(['--demo', '--to-teach'])).toMatchObject({
      demo: true,
      toTeach: true,
      files: [],
    });
    expect(parseCommandLine(['--no-welcome', 'a.jpg'])).toMatchObject({ files: ['a.jpg'], welcome: false });
    expect(parseCommandLine(['--', '--demo'])).toMatchObject({ files: ['--demo'], demo: false });
  });

  it.each([[['--capture']], [['--capture', '--other']], [['--capture=']]])('refuses %j', (args) => {
    expect(() => parseCommandLine(args)).toThrow('--capture needs the name of a PNG file');
  });

  it('drops the program, and the app’s folder in development', () => {
    expect(ownArguments(['macule', 'a.jpg'], false)).toEqual(['a.jpg']);
    expect(ownArguments(['electron', '--no-sandbox', '/app', 'a.jpg', '--capture', 'b.png'], true)).toEqual([
      'a.jpg',
      '--capture',
      'b.png',
    ]);
    expect(ownArguments(['electron', '--no-sandbox'], true)).toEqual(['--no-sandbox']);
  });
});
