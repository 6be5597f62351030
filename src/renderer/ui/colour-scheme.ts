import { useSyncExternalStore } from 'react';

export type ColourScheme = 'light' | 'dark';

const light = window.matchMedia('(prefers-color-scheme: light)');

const subscribe = (listener: () => void): (() => void) => {
  light.addEventListener('change', listener);
  return () => light.removeEventListener('change', listener);
};

/** The scheme that the window shows, for what CSS does not draw; the system's, or the one chosen in the menu. */
export const useColourScheme = (): ColourScheme =>
  useSyncExternalStore(subscribe, () => (light.matches ? 'light' : 'dark'));

/** The colour of a mark on photos as it is drawn on the page's own ground, for CSS. */
export const inkOf = (colour: string): string => `color-mix(in srgb, ${colour} var(--mark-share), black)`;

/** A colour that canvases understand, from one that CSS does, such as `var(--line)`. */
export function resolvedColour(place: Element, colour: string): string {
  const name = /^var\((--[\w-]+)\)$/.exec(colour)?.[1];
  return name === undefined ? colour : getComputedStyle(place).getPropertyValue(name).trim();
}
