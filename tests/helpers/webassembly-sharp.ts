import { createRequire } from 'node:module';
import { hideNativeSharp } from '../../src/main/imaging/sharp-binding';

// Set-up of the test project that reads pictures the way the app does on Linux.
hideNativeSharp(createRequire(import.meta.url), process.arch);
